// A million clients lose their connection at once, and come back: `node bench/herd.mjs`.
// `--candidates` compares the forms that Rivulet's policy was chosen from; a number is that many clients.
import { candidates, contenders } from './herd/policies.mjs'
import { crowd, scenarios } from './herd/scenarios.mjs'
import { simulate } from './herd/simulate.mjs'

/** @import { Outcome } from './herd/simulate.mjs' */

const args = process.argv.slice(2)
const policies = args.includes('--candidates') ? candidates : contenders
const clients = Number(args.find((arg) => /^\d+$/.test(arg)) ?? crowd)
const started = performance.now()

console.log(`${count(clients)} clients`)
for (const { title, ...scenario } of scenarios(clients)) {
  console.log(`\n${title}\n`)
  print([
    '',
    'peak a second, meanwhile',
    'peak a second, then',
    'requests',
    'half are back',
    'all',
    'given up',
  ])
  print(['---', '--:', '--:', '--:', '--:', '--:', '--:'])
  for (const policy of policies) print([policy.name, ...cells(simulate(policy, scenario))])
}
console.log(`\n${((performance.now() - started) / 1000).toFixed(1)} s of computing.`)

/** @param {string[]} row */
function print(row) {
  console.log(`| ${row.join(' | ')} |`)
}

/** @param {Outcome} outcome */
function cells({ peakOutage, peakAfter, requests, half, all, givenUp }) {
  return [count(peakOutage), count(peakAfter), count(requests), seconds(half), seconds(all), count(givenUp)]
}

/** Three digits say enough. @param {number} value */
function count(value) {
  return Number(value.toPrecision(3)).toLocaleString('en')
}

/** @param {number} value */
function seconds(value) {
  return Number.isNaN(value) ? 'never' : `${value.toFixed(value < 10 ? 1 : 0)} s`
}
