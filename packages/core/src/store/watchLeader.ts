import type { Dispose, Environment } from '../connection/environment.ts'

/** ms of quiet after which a tab asks whether the one that connects is still there. */
const askAfter = 5_000

/** ms that it has to answer: a crashed tab frees its lock by itself, a blocked or frozen one does not. */
const answerWithin = 3_000

/** What a tab knows of the one that connects, and what it can do. */
export interface Watch {
  /** When it was last heard of, ms since 1970; now, where it is this tab itself. */
  heardAt(): number | undefined
  ask(): void
  /** It does not answer. */
  replace(): void
}

/** A tab that is looked at finds out whether the one that connects still lives, and takes its place if not. */
export function watchLeader(environment: Environment, { heardAt, ask, replace }: Watch): Dispose {
  let cancel = environment.setTimer(look, askAfter)
  return () => cancel()

  function look(): void {
    const asks = isQuietFor(askAfter) && environment.isVisible()
    if (asks) ask()
    cancel = asks ? environment.setTimer(conclude, answerWithin) : environment.setTimer(look, askAfter)
  }

  function conclude(): void {
    if (isQuietFor(askAfter + answerWithin)) replace()
    cancel = environment.setTimer(look, askAfter)
  }

  function isQuietFor(ms: number): boolean {
    return environment.now() - (heardAt() ?? 0) >= ms
  }
}
