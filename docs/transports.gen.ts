import {
  expectedOf,
  TRANSPORTS,
  type Chapter,
} from '../packages/core/src/transport/contract/behaviour.suite.ts'
import { CHAPTERS } from '../packages/core/src/transport/contract/chapters.suite.ts'

/** The table of transports: what the contract suite expects, and so what it has seen wherever it is green. */
export function render(): string {
  return tableOf(CHAPTERS)
}

/** Behaviours as rows, transports as columns. */
export function tableOf(chapters: readonly Chapter[]): string {
  const rows = chapters.flatMap(({ title, behaviours }) => [
    [`**${title}**`, ...TRANSPORTS.map(() => '')],
    ...behaviours.map((behaviour) => [
      behaviour.title,
      ...TRANSPORTS.map((transport) => expectedOf(behaviour, transport)),
    ]),
  ])
  const header = ['', ...TRANSPORTS.map((name) => `\`${name}\``)]
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
