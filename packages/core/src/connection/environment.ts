import { isPainting, requestPageFrame } from './pageFrame.ts'

/** Undoes what returned it; calling it twice is harmless. */
export type Dispose = () => void

/** What the outside world tells a stream. All of it can be replaced: `manualEnvironment()` of `@rivulet/testing`. */
export interface Environment {
  /** The time in ms since 1970. */
  now(): number
  /** A number from 0 (inclusive) to 1 (exclusive): the jitter of retries, and ids. */
  random(): number
  /** Calls back once after `ms`. */
  setTimer(callback: () => void, ms: number): Dispose
  /** Calls back before the next paint, or after a short timer where nothing is painted (a hidden tab, a server). */
  requestFrame(callback: () => void): Dispose
  /** Resolves after the browser had a chance to paint and to handle input. */
  yieldToBrowser(): Promise<void>
  isOnline(): boolean
  isVisible(): boolean
  /** Calls back when the machine goes online or offline. */
  onOnlineChange(callback: (online: boolean) => void): Dispose
  /** Calls back when the tab is shown or hidden. */
  onVisibilityChange(callback: (visible: boolean) => void): Dispose
  /**
   * Calls back when the page freezes, or goes into the back/forward cache, and when it is back: nothing runs in
   * between, and connections do not survive.
   */
  onFreeze(callback: (frozen: boolean) => void): Dispose
  /** Where exceptions of the application's own callbacks go. Default: `reportError`, as the browser does for listeners. */
  reportError(error: unknown): void
}

/** What core uses of a page; its types are not among those that core is compiled with. */
interface Page {
  document?: EventTarget & { readonly visibilityState: string }
  navigator?: { readonly onLine?: boolean }
  addEventListener?: EventTarget['addEventListener']
  removeEventListener?: EventTarget['removeEventListener']
}

/** ms between frames where nothing is painted. */
const hiddenFrame = 50

/** The real world: a page, a worker, or a server. Nothing is touched before it is asked for. */
export const realEnvironment: Environment = {
  now: () => Date.now(),
  random: () => Math.random(),
  setTimer(callback, ms) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
  requestFrame(callback) {
    const painted =
      isPainting() || (typeof requestAnimationFrame === 'function' && realEnvironment.isVisible())
    return painted ? requestPageFrame(callback) : realEnvironment.setTimer(callback, hiddenFrame)
  },
  yieldToBrowser() {
    return new Promise((resolve) => {
      // A message is not throttled in hidden tabs, and is not held to the 4 ms of nested timers.
      if (typeof MessageChannel !== 'function') return void setTimeout(resolve, 0)
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        resolve()
      }
      port2.postMessage(undefined)
    })
  },
  isOnline: () => page().navigator?.onLine !== false,
  isVisible: () => page().document?.visibilityState !== 'hidden',
  onOnlineChange(callback) {
    const online = (): void => callback(true)
    const offline = (): void => callback(false)
    const stop = [listen(page(), 'online', online), listen(page(), 'offline', offline)]
    return () => stop.forEach((dispose) => dispose())
  },
  onVisibilityChange(callback) {
    return listen(page().document, 'visibilitychange', () => callback(realEnvironment.isVisible()))
  },
  onFreeze(callback) {
    const freeze = (): void => callback(true)
    const thaw = (): void => callback(false)
    const { document } = page()
    const stop = [
      listen(document, 'freeze', freeze),
      listen(document, 'resume', thaw),
      listen(page(), 'pagehide', freeze),
      listen(page(), 'pageshow', thaw),
    ]
    return () => stop.forEach((dispose) => dispose())
  },
  reportError(error) {
    if (typeof reportError === 'function') reportError(error)
    else
      queueMicrotask(() => {
        throw error
      })
  },
}

function page(): Page {
  return globalThis
}

function listen(
  target: Pick<Page, 'addEventListener' | 'removeEventListener'> | undefined,
  type: string,
  callback: () => void,
): Dispose {
  target?.addEventListener?.(type, callback)
  return () => target?.removeEventListener?.(type, callback)
}
