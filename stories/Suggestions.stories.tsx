import { Suggestions } from '@rivulet/components'
import { expect, fn, userEvent } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { zoomed } from './special.tsx'

const meta = preview.meta({
  title: 'Components/Suggestions',
  component: Suggestions,
  args: {
    suggestions: [
      'Why is streaming hard to get right?',
      { label: 'Check my server', text: 'Check my server for everything that holds a stream back.' },
      'What does a retry cost?',
    ],
    onPick: fn(),
  },
})

/** A suggestion may have a shorter name than what it asks. */
export const Default = meta.story({
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Check my server' }))
    await expect(args.onPick).toHaveBeenCalledWith('Check my server for everything that holds a stream back.')
  },
})

export const Long = meta.story({
  args: {
    suggestions: ['What would you ask if there were no limit to the length of a suggestion, '.repeat(6)],
  },
})
export const RightToLeft = meta.story({
  args: {
    suggestions: ['ما هو البث؟', 'لماذا هو صعب؟'],
    labels: { suggestions: { suggestions: 'اقتراحات' } },
  },
  globals: { direction: 'rtl' },
})
export const Dark = meta.story({ globals: { theme: 'dark' } })
export const ReducedMotion = meta.story({ globals: { motion: 'reduced' } })
export const Zoomed = meta.story({ decorators: [zoomed] })
