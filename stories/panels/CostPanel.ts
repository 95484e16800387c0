import { type ReactNode, createElement as h } from 'react'
import { AddonPanel } from 'storybook/internal/components'
import type { CostReport } from './panelEvents.ts'
import { costReport, useReports } from './reports.ts'

/** What the last stream cost: commits, ms an update, the longest task. Without JSX: the manager has a React of its own. */
export function CostPanel({ active = false }: { active?: boolean }): ReactNode {
  const cost = useReports(costReport)
  return h(AddonPanel, { active, children: cost === undefined ? h(Nothing) : h(Figures, { cost }) })
}

function Nothing(): ReactNode {
  return h('p', { style: { margin: '1rem' } }, 'Nothing has streamed in this story yet.')
}

function Figures({ cost }: { cost: CostReport }): ReactNode {
  const { commits, rendering, slowest, longestTask, duration, development } = cost
  const rows: [name: string, value: string][] = [
    ['Commits', `${commits} in ${(duration / 1000).toFixed(1)} s`],
    ['Rendering', `${inMs(rendering / Math.max(1, commits))} an update, ${inMs(slowest)} the slowest`],
    ['Longest task', longestTask > 0 ? inMs(longestTask) : 'none over 50 ms'],
  ]
  return h(
    'div',
    { style: { margin: '1rem' } },
    h('h2', { style: { margin: '0 0 0.5rem', fontSize: 'inherit' } }, 'Cost of the last stream'),
    h(
      'dl',
      { style: grid },
      rows.map(([name, value]) => h(Row, { key: name, name, value })),
    ),
    development && h('p', null, 'Rendered by React’s development build: users’ pages render faster.'),
  )
}

const grid = {
  display: 'grid',
  gridTemplateColumns: 'max-content 1fr',
  gap: '0.25rem 1rem',
  margin: 0,
  fontVariantNumeric: 'tabular-nums',
}

function Row({ name, value }: { name: string; value: string }): ReactNode {
  return [
    h('dt', { key: 'name' }, name),
    h('dd', { key: 'value', style: { margin: 0, fontWeight: 700 } }, value),
  ]
}

function inMs(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`
}
