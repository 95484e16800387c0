import { Chat } from '@rivulet/components'
import { type ScriptedRequest, type Step, openaiChunks, wait } from '@rivulet/testing'
import type { ReactNode } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../../.storybook/preview.ts'
import { withServer } from '../decorators.tsx'
import { diagrams } from './Diagram.tsx'
import { formulas } from './Formula.tsx'
import './recipes.css'

const markdown = { components: { ...formulas, ...diagrams } }

/** `Chat` that draws formulas with KaTeX and diagrams with Mermaid. */
function Lecture({ id }: { id: string }): ReactNode {
  return (
    <div className="rivulet recipe recipe-tall">
      <header className="recipe-head">
        <h2 id="lecture">Signals</h2>
      </header>
      <Chat
        id={id}
        api="/v1/chat/completions"
        body={{ model: 'tutor' }}
        aria-labelledby="lecture"
        markdown={markdown}
        suggestions={Object.keys(answers)}
      />
    </div>
  )
}

const fourier = String.raw`The transform takes a signal $f(x)$ apart; it costs no more than \(n \log n\) steps, or $5 and $6:

$$
\hat f(\xi)
= \int_{-\infty}^{\infty} f(x)\, e^{-2\pi i x \xi}\, dx
$$

Each frequency goes its own way:

${'```'}mermaid
flowchart LR
  signal[Signal] --> transform[Transform]
  transform --> low[Low frequencies]
  transform --> high[High frequencies]
  low --> sum[Sum]
  high --> sum
${'```'}

That is all.`

/** What a text of bad will has in its formulas and diagrams. */
const hostile = String.raw`Watch out:

${'```'}math
\href{javascript:alert(1)}{x} + \includegraphics{https://evil.example/x.png}
${'```'}

And $\url{javascript:alert(1)} \htmlStyle{background: url(https://evil.example/x.png)}{y}$.

${'```'}math
\frac{1}{
${'```'}

${'```'}mermaid
flowchart LR
  a@{ img: "https://evil.example/x.png", label: "Shape" }
${'```'}

${'```'}mermaid
%%{init: {"themeCSS": "svg, .node rect { background: url(https://evil.example/x.png) }"}}%%
flowchart LR
  a --> b
${'```'}

${'```'}mermaid
flowchart LR
  a -->
${'```'}

${'```'}mermaid
flowchart LR
  a[Run] --> b["<img src=x onerror=alert(1)>"]
  click a call alert(1)
  click b href "javascript:alert(1)"
${'```'}

That is all.`

const answers: Readonly<Record<string, string>> = {
  'What is a Fourier transform?': fourier,
  'What should not be drawn?': hostile,
}

function server({ body }: ScriptedRequest): Step[] {
  const { messages } = JSON.parse(body) as { messages: { content: string }[] }
  return [wait(200), ...openaiChunks(answers[messages.at(-1)!.content] ?? '', { interval: 12 })]
}

const meta = preview.meta({
  title: 'Recipes/Formulas and diagrams',
  component: Lecture,
  args: { id: 'lecture' },
  decorators: [withServer(server)],
})

/** Both are shown as source until they are whole. */
export const Formulas = meta.story({
  name: 'Formulas and diagrams',
  play: async ({ canvas, canvasElement }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'What is a Fourier transform?' }))
    await expect(await canvas.findByText('math', undefined, { timeout: 8000 })).toBeVisible()
    await expect(canvasElement.querySelector('.katex-display')).toBe(null)
    await expect(canvasElement.querySelectorAll('p .katex math')).toHaveLength(2)
    await expect(canvas.getByText(/or \$5 and \$6:/)).toBeVisible()
    const formula = await waitFor(
      () => {
        const found = canvasElement.querySelector('.katex-display math')
        if (!found) throw new Error('No formula')
        return found
      },
      { timeout: 8000 },
    )
    await expect(formula.querySelector('annotation')).toHaveTextContent(String.raw`\hat f(\xi) = \int`)
    await expect((await canvas.findByText('mermaid', undefined, { timeout: 8000 })).closest('figure')).toBe(
      null,
    )
    await canvas.findByText('That is all.', undefined, { timeout: 8000 })
    const diagram = await canvas.findByRole('img', { name: 'Diagram' }, { timeout: 10_000 })
    await expect(decodeURIComponent(diagram.getAttribute('src')!)).toContain('Transform')
    await expect(diagram.clientHeight).toBeGreaterThan(40)
    await expect(diagram.closest('figure')).toHaveTextContent('signal[Signal] --> transform[Transform]')
  },
})

/** Links, pictures and clicks in formulas and diagrams come to nothing; what cannot be drawn stays source. */
export const Unsafe = meta.story({
  args: { id: 'lecture-unsafe' },
  play: async ({ canvas, canvasElement }) => {
    performance.clearResourceTimings()
    await userEvent.click(canvas.getByRole('button', { name: 'What should not be drawn?' }))
    await canvas.findByText('That is all.', undefined, { timeout: 15_000 })
    // Mermaid draws one after the other: the last is the one that may be drawn.
    const last = await waitFor(() => canvas.getByText('Source of the diagram').closest('figure')!, {
      timeout: 10_000,
    })
    await expect(last).toHaveTextContent('click a call')
    const drawn = decodeURIComponent(last.querySelector('img')!.src)
    await expect(drawn).toContain('Run')
    await expect(drawn).not.toMatch(/<script|<image|<foreignObject|javascript:|onerror=|evil/)
    await expect(canvasElement.querySelectorAll('.katex')).toHaveLength(2)
    await expect(canvasElement.querySelectorAll('.katex-error')).toHaveLength(1)
    await expect(canvasElement.querySelector('a, script, iframe, [onclick], [onerror]')).toBe(null)
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
    await expect(loaded.filter((name) => name.includes('evil'))).toEqual([])
  },
})

export const Dark = meta.story({ args: { id: 'lecture-dark' }, globals: { theme: 'dark' } })
