import { Sources } from '@rivulet/components'
import { expect } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { parts } from './fixtures/thread.ts'
import { arabic as inArabic } from './labels/ar.ts'

const several = [parts.source, parts.bareSource, { type: 'source', filename: 'handbook.pdf' } as const]

const meta = preview.meta({
  title: 'Components/Sources',
  component: Sources,
  args: { part: several },
})

/** Each link names its host, whatever its title says. */
export const Default = meta.story({
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('list', { name: '3 sources' })).toBeVisible()
    await expect(canvas.getAllByRole('link')).toHaveLength(2)
  },
})

export const One = meta.story({ args: { part: parts.source } })
export const Empty = meta.story({ args: { part: [] } })

/** An address that is not safe to follow is not a link. */
export const Unsafe = meta.story({
  args: { part: { type: 'source', url: 'javascript:alert(1)', title: 'Not a link' } },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('link')).toBe(null)
  },
})

export const Long = meta.story({
  args: {
    part: Array.from({ length: 12 }, (_, index) => ({
      type: 'source' as const,
      url: `https://${'very-long-name.'.repeat(index % 4)}example.com/${index}`,
      title: `A source with a title of ${'many '.repeat(index)}words`,
    })),
  },
})

export const RightToLeft = meta.story({ args: { labels: inArabic }, globals: { direction: 'rtl' } })
export const Dark = meta.story({ globals: { theme: 'dark' } })
