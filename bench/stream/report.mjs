// What was measured as tables of Markdown, and whether ours keep to their bars.
import { median } from '../median.mjs'

/** @typedef {import('./measure.mjs').Result} Result */
/** @typedef {import('./scenarios.mjs').Scenario} Scenario */

/** What is told of a contender. @typedef {{ name: string, script: number, all: number, ratios: { script: number, all: number }, longest: number, frames: number, oldRenders: number }} Row */

/**
 * A multiple is the median of those of the rounds: what slows the machine down for a while slows all of a round.
 *
 * @param {Scenario} scenario
 * @param {Record<string, readonly Result[]>} results by contender, the yardstick first
 * @returns {Row[]}
 */
function rowsOf({ count }, results) {
  const [base = []] = Object.values(results)
  return Object.entries(results).map(([name, runs]) => {
    /** @param {'script' | 'all'} cost */
    const ratio = (cost) => median(runs.map((run, round) => run[cost] / (base[round]?.[cost] ?? NaN)))
    return {
      name,
      script: median(runs.map((run) => run.script)),
      all: median(runs.map((run) => run.all)),
      ratios: { script: ratio('script'), all: ratio('all') },
      longest: median(runs.map((run) => run.longestCpu)),
      frames: median(runs.map((run) => run.frames)),
      oldRenders: median(runs.map((run) => run.oldRenders / count)),
    }
  })
}

/**
 * Prints a scenario's table.
 *
 * @param {Scenario} scenario
 * @param {Record<string, readonly Result[]>} results by contender, the yardstick first
 * @returns {string[]} the bars that ours miss
 */
export function printScenario(scenario, results) {
  const { title, measures, bar, ours, history } = scenario
  const rows = rowsOf(scenario, results)
  const head = [
    'contender',
    'scripts',
    'whole thread',
    'longest task',
    'frames',
    ...(history > 0 ? ['old messages rendered per token'] : []),
  ]
  console.log(`\n### ${title}\n`)
  console.log(line(head))
  console.log(line(['---', ...head.slice(1).map(() => '---:')]))
  for (const { name, script, all, ratios, longest, frames, oldRenders } of rows) {
    const isOurs = ours.includes(name)
    const cells = [
      cost(ratios.script, script),
      cost(ratios.all, all),
      `${longest.toFixed(0)} ms`,
      frames.toFixed(0),
    ]
    if (history > 0) cells.push(oldRenders.toFixed(2))
    console.log(line([isOurs ? `**${name}**` : name, ...cells]))
  }
  console.log(`\nBar for ours: ${barsOf(scenario)}.`)
  return rows
    .filter(({ name }) => ours.includes(name))
    .flatMap(({ name, ratios, longest, oldRenders }) => [
      ...(ratios[measures] > bar
        ? [`${title}: ${name} costs ×${ratios[measures].toFixed(2)}, not ≤ ×${bar}`]
        : []),
      ...(longest > LONGEST ? [`${title}: ${name} has a task of ${longest.toFixed(0)} ms`] : []),
      ...(oldRenders > 0 ? [`${title}: ${name} renders old messages`] : []),
    ])
}

/** ms of the thread's time. A longer task is felt: the Long Tasks API names it. */
const LONGEST = 50

/** @param {Scenario} scenario */
function barsOf({ bar, measures, history }) {
  const unit = measures === 'script' ? 'scripts' : 'the whole thread'
  const old = history > 0 ? ', no old message rendered' : ''
  return `≤ ×${bar} in ${unit}, no task over ${LONGEST} ms${old}`
}

/** @param {number} ratio @param {number} ms */
function cost(ratio, ms) {
  return `×${ratio.toFixed(2)} (${ms.toFixed(0)} ms)`
}

/** @param {readonly string[]} cells */
function line(cells) {
  return `| ${cells.join(' | ')} |`
}
