import { CONFORMANCE } from '../packages/core/src/decode/conformance.suite.ts'

/** How many cases of the event stream format each transport reads as the standard says, and what one does otherwise. */
export function render(): string {
  const all = CONFORMANCE.flatMap(({ cases }) => cases)
  const rows = [...CONFORMANCE, { title: '**All**', cases: all }].map(({ title, cases }) => {
    const others = cases.filter(({ otherwise }) => otherwise === undefined).length
    return [title, cases.length, cases.length, cases.length, others]
  })
  const differences = all.flatMap(({ title, otherwise }) => (otherwise ? [[title, otherwise.words]] : []))
  return [
    table(['', 'cases', '`fetch`', '`native`', '`fetch-event-source`'], rows, '--:'),
    'What `fetch-event-source` does otherwise:',
    table(['the standard …', '`fetch-event-source`'], differences, '---'),
  ].join('\n\n')
}

function table(header: readonly string[], rows: readonly (readonly unknown[])[], align: string): string {
  const rule = header.map((_, at) => (at === 0 ? '---' : align))
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
