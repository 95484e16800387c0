// @vitest-environment happy-dom
import { EventEmitter } from 'node:events'
import { act, createElement as h } from 'react'
import { createRoot } from 'react-dom/client'
import { STORY_CHANGED } from 'storybook/internal/core-events'
import { addons, types } from 'storybook/manager-api'
import { ThemeProvider, convert, themes } from 'storybook/theming'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import '../../.storybook/manager.ts'
import { type CostReport, type SpokenReport, costEvent, spokenEvent } from './panelEvents.ts'

/** What the manager hears: the reports of the preview, and that another story is shown. */
const channel = new EventEmitter()
const tell = (event: string, ...reports: (CostReport | SpokenReport)[]): Promise<void> =>
  act(async () => {
    for (const report of reports.length > 0 ? reports : [undefined]) channel.emit(event, report)
  })

/** Takes away the panel that is open. */
let close = async (): Promise<void> => {}

/** Shows a panel as Storybook does, and returns what it says now, row by row. */
async function open(id: string): Promise<() => string[]> {
  const { render: Panel } = addons.getElements(types.PANEL)[id]!
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(async () =>
    root.render(h(ThemeProvider, { theme: convert(themes.light), children: h(Panel, { active: true }) })),
  )
  close = () => act(async () => root.unmount())
  return () => [...document.querySelectorAll('p, dd, li')].map((row) => row.textContent)
}
beforeAll(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  addons.loadAddons(channel)
})
beforeEach(() => tell(STORY_CHANGED))
afterEach(() => close())

describe('the panel of costs', () => {
  const cost: CostReport = {
    commits: 12,
    rendering: 24,
    slowest: 11.4,
    longestTask: 0,
    duration: 3100,
    development: false,
  }

  it('says what the last stream cost, as the figures come', async () => {
    const rows = await open(costEvent)
    expect(rows()).toEqual(['Nothing has streamed in this story yet.'])
    await tell(costEvent, cost)
    expect(rows()).toEqual(['12 in 3.1 s', '2.0 ms an update, 11 ms the slowest', 'none over 50 ms'])
    await tell(costEvent, { ...cost, commits: 24, longestTask: 81.3 })
    expect(rows()).toEqual(['24 in 3.1 s', '1.0 ms an update, 11 ms the slowest', '81 ms'])
  })

  it('knows what was told while another panel was open, and warns of the development build', async () => {
    await tell(costEvent, { ...cost, development: true })
    const rows = await open(costEvent)
    expect(rows().at(-1)).toMatch(/development build/)
  })

  it('begins anew with the next story', async () => {
    const rows = await open(costEvent)
    await tell(costEvent, cost)
    await tell(STORY_CHANGED)
    expect(rows()).toEqual(['Nothing has streamed in this story yet.'])
  })
})

describe('the panel of announcements', () => {
  const said = (text: string): SpokenReport => ({ text, politeness: 'polite', at: 0 })

  it('lists what a screen reader hears, oldest first', async () => {
    const rows = await open(spokenEvent)
    expect(rows()).toEqual(['Nothing has been announced in this story yet.'])
    await tell(spokenEvent, said('Responding'))
    await tell(spokenEvent, { ...said('The connection broke.'), politeness: 'assertive' })
    expect(rows().map((row) => row.replace(/^[\d:]+/, ''))).toEqual([
      'politeResponding',
      'assertiveThe connection broke.',
    ])
  })

  it('keeps the last 200, and none of another story', async () => {
    const rows = await open(spokenEvent)
    await tell(spokenEvent, ...Array.from({ length: 201 }, (_, index) => said(`Sentence ${index + 1}.`)))
    expect(rows()).toHaveLength(200)
    expect(rows()[0]).toMatch(/Sentence 2\.$/)
    await tell(STORY_CHANGED)
    expect(rows()).toEqual(['Nothing has been announced in this story yet.'])
  })
})
