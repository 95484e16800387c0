import { LIMITS } from '../packages/core/src/connection/limits.suite.ts'

/** Every bound, as the suite finds it. */
export function render(): string {
  const rows = LIMITS.map(({ what, standard, option, beyond }) => [what, standard, option ?? 'fixed', beyond])
  const header = ['what', 'limit', 'option', 'beyond it']
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
