import type { Steps } from './request.ts'
import { end, respond, type RespondStep, type Step } from './script.ts'

/** Calls back once after `ms`; what it returns calls that off. */
export type SetTimer = (callback: () => void, ms: number) => () => void

/** Where a script is played to: a `Response`, or a socket. */
export interface Outlet {
  respond(head: RespondStep): void
  /** Resolves when the reader has room for more. */
  write(bytes: Uint8Array): Promise<void>
  end(): void | Promise<void>
  cut(): void | Promise<void>
}

/** Plays steps until they end or `signal` is aborted; then it rejects with the signal's reason. */
export async function play(
  steps: Steps,
  outlet: Outlet,
  signal: AbortSignal,
  setTimer: SetTimer,
): Promise<void> {
  for await (const step of withHeadAndEnd(steps)) await perform(step, outlet, signal, setTimer)
}

async function perform(step: Step, outlet: Outlet, signal: AbortSignal, setTimer: SetTimer): Promise<void> {
  switch (step.type) {
    case 'respond':
      return outlet.respond(step)
    case 'chunk':
      return outlet.write(typeof step.data === 'string' ? new TextEncoder().encode(step.data) : step.data)
    case 'wait':
      return pause(signal, (resume) => setTimer(resume, step.ms))
    case 'stall':
      return pause(signal, () => () => {})
    case 'cut':
      return outlet.cut()
    case 'end':
      return outlet.end()
  }
}

/** Adds the steps that a script may leave out, and drops those that cannot be played. */
async function* withHeadAndEnd(steps: Steps): AsyncGenerator<Step> {
  let hasHead = false
  for await (const step of steps) {
    if (step.type === 'respond' && hasHead)
      throw new Error('The head was sent already: respond() belongs before the first chunk(), and once.')
    if (!hasHead && (step.type === 'chunk' || step.type === 'end')) yield respond()
    hasHead ||= step.type === 'respond' || step.type === 'chunk'
    yield step
    if (step.type === 'stall' || step.type === 'cut' || step.type === 'end') return
  }
  if (!hasHead) yield respond()
  yield end()
}

/** Waits until `start` calls back; an abort calls it off and rejects with the signal's reason. */
export function pause(signal: AbortSignal, start: (resume: () => void) => () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const stop = start(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    })
    function abort(): void {
      stop()
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
  })
}

/** The platform's own timer. */
export const platformTimer: SetTimer = (callback, ms) => {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}
