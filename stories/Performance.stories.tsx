import { StreamingMarkdown } from '@rivulet/components'
import { expect, within } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import page from '../docs/performance.md?raw'

/** A part of docs/performance.md, whose figures are printed by commands and stand there alone. */
function part(name: string): string {
  const found = page.split(/^## /m).find((text) => text.startsWith(`${name}\n`))
  if (found === undefined) throw new Error(`docs/performance.md has no part that is named ${name}.`)
  return `## ${found}`
}

const meta = preview.meta({ title: 'Performance', component: StreamingMarkdown })

/** What growing Markdown costs the page's main thread, ours and that of others. */
export const CostPerUpdate = meta.story({
  args: { text: part('Markdown') },
  play: async ({ canvas }) => {
    // A quick hour and another one.
    const tables = canvas.getAllByRole('table')
    await expect(tables).toHaveLength(2)
    for (const table of tables) {
      await expect(within(table).getByRole('row', { name: /^rivulet/ })).toBeVisible()
      await expect(within(table).getByRole('row', { name: /^streamdown/ })).toBeVisible()
    }
  },
})

/** What a stream costs the page's main thread, as a multiple of the least that React can do. */
export const Streams = meta.story({ args: { text: part('Streams') } })

/** What is downloaded. */
export const Size = meta.story({ args: { text: part('Size') } })

export const Dark = meta.story({ args: { text: part('Markdown') }, globals: { theme: 'dark' } })
