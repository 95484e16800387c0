import { type ReactNode, createElement as h } from 'react'
import { AddonPanel } from 'storybook/internal/components'
import type { SpokenReport } from './panelEvents.ts'
import { spokenReports, useReports } from './reports.ts'

/** What a screen reader was given to say, oldest first. It is no live region itself: nothing is to be said twice. */
export function SpokenPanel({ active = false }: { active?: boolean }): ReactNode {
  const spoken = useReports(spokenReports)
  return h(AddonPanel, { active, children: spoken.length === 0 ? h(Nothing) : h(Utterances, { spoken }) })
}

function Nothing(): ReactNode {
  return h('p', { style: { margin: '1rem' } }, 'Nothing has been announced in this story yet.')
}

function Utterances({ spoken }: { spoken: readonly SpokenReport[] }): ReactNode {
  return h(
    'div',
    { style: { margin: '1rem' } },
    h('h2', { style: { margin: '0 0 0.5rem', fontSize: 'inherit' } }, 'A screen reader hears'),
    h(
      'ol',
      { style: list },
      spoken.map((utterance, index) => h(Line, { key: index, utterance })),
    ),
  )
}

const list = { display: 'grid', gap: '0.25rem', margin: 0, padding: 0, listStyle: 'none' }

function Line({ utterance: { at, politeness, text } }: { utterance: SpokenReport }): ReactNode {
  return h(
    'li',
    { style: { display: 'grid', gridTemplateColumns: '5rem 5rem 1fr', gap: '0.75rem' } },
    h('time', { style: { fontVariantNumeric: 'tabular-nums' } }, new Date(at).toLocaleTimeString('en-GB')),
    h('span', null, politeness),
    h('span', { dir: 'auto', style: { fontWeight: 700 } }, text),
  )
}
