/** What a send came to: `false`, or a promise of it or one that rejects, gives back what was written. */
export type SubmitResult = void | boolean | Promise<unknown>

/** A handler that throws has not sent anything; the application hears of its error all the same. */
export function attempt(submit: () => SubmitResult): SubmitResult {
  try {
    return submit()
  } catch (error) {
    reportError(error)
    return false
  }
}

/** Calls `giveBack` when a send turns out to have failed after it seemed to be under way. */
export function whenFailed(result: SubmitResult, giveBack: () => void): void {
  if (!(result instanceof Promise)) return
  result.then((sent) => sent === false && giveBack(), giveBack)
}
