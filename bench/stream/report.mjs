// Medians as a table of Markdown.

/** @typedef {import('./measure.mjs').Result} Result */

/** @param {readonly number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

/**
 * @param {import('./scenarios.mjs').Scenario} scenario
 * @param {Record<string, readonly Result[]>} results by contender
 */
export function printScenario({ title, measures, count, history }, results) {
  const [base = []] = Object.values(results)
  const unit = median(base.map((r) => r[measures]))
  console.log(`\n### ${title}\n`)
  for (const [contender, runs] of Object.entries(results)) {
    const ratios = runs.map((r, at) => r[measures] / (base[at]?.[measures] ?? NaN))
    console.log(
      contender.padEnd(18),
      `×${(median(runs.map((r) => r[measures])) / unit).toFixed(2)}`,
      `paired ×${median(ratios).toFixed(2)}`,
      `script ${median(runs.map((r) => r.script)).toFixed(1)} ms, all ${median(runs.map((r) => r.all)).toFixed(1)} ms, longCpu ${median(runs.map((r) => r.longestCpu)).toFixed(0)} longest ${median(runs.map((r) => r.longest)).toFixed(0)} (max ${Math.max(...runs.map((r) => r.longest)).toFixed(0)}, min ${Math.min(...runs.map((r) => r.longest)).toFixed(0)}) ms`,
      history ? `old ${median(runs.map((r) => r.oldRenders / count)).toFixed(2)}` : '',
    )
  }
}
