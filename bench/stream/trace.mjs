// What a page's main thread did, read from a trace of Chromium. All times are ms.

/** A span of a trace; times in µs, `tdur` by the thread's own CPU clock. @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number }} TraceEvent */

/** Names of the page's marks around what is measured. */
export const MARKS = { start: 'bench:start', end: 'bench:end' }

export const CATEGORIES = [
  '-*',
  // The shaping of text that is appended to a node.
  'blink',
  'blink.user_timing',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'v8',
  // The microtasks of streams, in which most of a stream's work is done.
  'v8.execute',
]

const TASK = 'RunTask'
/** Ends what the thread does for a frame. */
const FRAME = 'Commit'

/** Where scripts run, and the memory that they leave is collected: marked in steps of its own, or at once. */
const SCRIPT = new Set([
  'EvaluateScript',
  'EventDispatch',
  'FireAnimationFrame',
  'FunctionCall',
  'MajorGC',
  'MinorGC',
  'RunMicrotasks',
  'TimerFire',
  'V8.GCIncrementalMarking',
  'V8.GCIncrementalMarkingStart',
  'v8.callFunction',
  'v8.run',
])

/**
 * Style, layout and paint. Scripts can bring them about at once: then they are no script, as in the developer tools.
 * `appendData` shapes its text at once, which a new text leaves to layout.
 */
const RENDERING = new Set([
  'Commit',
  'InlineNode::SetTextWithOffset',
  'Layerize',
  'Layout',
  'Paint',
  'PrePaint',
  'UpdateLayer',
  'UpdateLayoutTree',
])

/** @typedef {{ script: number, all: number, longest: number, longestCpu: number, frames: number }} Cost CPU of scripts and of everything; the longest task by the clock on the wall; frames that were painted */

/** @param {readonly TraceEvent[]} events @returns {Cost} */
export function readTrace(events) {
  const start = events.find(({ name }) => name === MARKS.start)
  const end = events.find(({ name }) => name === MARKS.end)
  if (start === undefined || end === undefined) throw new Error('The trace has lost the marks of the page.')
  const spans = events
    .filter(({ ph, pid, tid }) => ph === 'X' && pid === start.pid && tid === start.tid)
    .filter(({ ts, dur = 0 }) => ts + dur > start.ts && ts < end.ts)
  const tasks = spans.filter(({ name }) => name === TASK)
  const scripts = outermost(spans.filter(({ name }) => SCRIPT.has(name)))
  const rendering = outermost(spans.filter(({ name }) => RENDERING.has(name)))
  return {
    script: cpu(scripts) - cpu(within(scripts, rendering)),
    all: cpu(tasks),
    longest: Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000,
    longestCpu: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000,
    frames: spans.filter(({ name }) => name === FRAME).length,
  }
}

/** @param {readonly TraceEvent[]} spans */
function cpu(spans) {
  return spans.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000
}

/** Spans within no other. @param {readonly TraceEvent[]} spans */
function outermost(spans) {
  const sorted = spans.toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
  let end = -Infinity
  return sorted.filter(({ ts, dur = 0 }) => {
    if (ts < end) return false
    end = ts + dur
    return true
  })
}

/** Those that lie in one of the outer spans; both in the order of time. @param {readonly TraceEvent[]} outer @param {readonly TraceEvent[]} spans */
function within(outer, spans) {
  let at = 0
  return spans.filter(({ ts }) => {
    while (at < outer.length && endOf(outer[at]) <= ts) at++
    return (outer[at]?.ts ?? Infinity) <= ts
  })
}

/** @param {TraceEvent | undefined} span */
function endOf(span) {
  return span === undefined ? Infinity : span.ts + (span.dur ?? 0)
}
