import type { Environment } from '../connection/environment.ts'

/** Runs the application's code. */
export type Guard = <T>(run: () => T) => T | undefined

/**
 * An exception of the application is the application's: it is reported as such, as the browser does for event
 * listeners, and changes nothing on the wire.
 */
export function createGuard(environment: Environment): Guard {
  return (run) => {
    try {
      return run()
    } catch (error) {
      environment.reportError(error)
      return undefined
    }
  }
}
