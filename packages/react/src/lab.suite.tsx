import { StreamProvider } from '@rivulet/react'
import { manualEnvironment, scriptedFetch } from '@rivulet/testing'
import type { ManualEnvironment, ScriptedFetch, Scripts } from '@rivulet/testing'
import { act } from '@testing-library/react'
import { type ReactNode, StrictMode } from 'react'

/** What a hook is watched with: a wire that plays scripts, and a world under the test's hand. */
export interface Lab {
  readonly fetch: ScriptedFetch
  readonly environment: ManualEnvironment
  /** StrictMode, and a provider of that wire and that world. */
  readonly wrapper: (props: { children?: ReactNode }) => ReactNode
  /** Moves the time on, then paints. */
  advance(ms?: number): Promise<void>
  /** What nobody has cleaned up. */
  left(): { timers: number; frames: number; listeners: number; requests: number }
}

/** What `left()` should say in the end. */
export const nothing = { timers: 0, frames: 0, listeners: 0, requests: 0 }

/** A lab whose requests are answered by these scripts. */
export function createLab(scripts: Scripts): Lab {
  const environment = manualEnvironment()
  const fetch = scriptedFetch(scripts, { environment })
  return {
    fetch,
    environment,
    wrapper: ({ children }) => (
      <StrictMode>
        <StreamProvider fetch={fetch} environment={environment}>
          {children}
        </StreamProvider>
      </StrictMode>
    ),
    advance: (ms = 0) =>
      act(async () => {
        await environment.advance(ms)
        await environment.frame()
      }),
    left() {
      const { timers, frames, listeners } = environment
      return { timers, frames, listeners, requests: fetch.calls.filter(({ open }) => open).length }
    },
  }
}
