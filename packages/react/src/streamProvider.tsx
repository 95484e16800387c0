'use client'
import type { Environment, PerAttempt, Transport } from '@rivulet/core'
import { type ReactNode, createContext, useContext, useMemo } from 'react'

/** What every stream below a {@link StreamProvider} starts from; a hook's own options win. */
export interface StreamDefaults {
  /** Sent with every request; a hook's own headers are added, and win. Functions are evaluated for every attempt. */
  headers?: PerAttempt<HeadersInit | undefined>
  credentials?: PerAttempt<RequestCredentials | undefined>
  fetch?: typeof fetch
  transport?: Transport
  /** Clock, timers, chance, online and visible: for tests. */
  environment?: Environment
}

const none: StreamDefaults = {}
const StreamContext = createContext<StreamDefaults>(none)

export interface StreamProviderProps extends StreamDefaults {
  children?: ReactNode
}

/** Sets defaults for all streams below it; providers nest, the inner one wins. */
export function StreamProvider({ children, ...defaults }: StreamProviderProps): ReactNode {
  const outer = useContext(StreamContext)
  const { headers, credentials, fetch, transport, environment } = defaults
  const merged = useMemo(
    () => withDefaults({ headers, credentials, fetch, transport, environment }, outer),
    [headers, credentials, fetch, transport, environment, outer],
  )
  return <StreamContext.Provider value={merged}>{children}</StreamContext.Provider>
}

/** The defaults that hold here. */
export function useStreamDefaults(): StreamDefaults {
  return useContext(StreamContext)
}

/** Options with the defaults filled in. */
export function withDefaults<Options extends StreamDefaults>(
  options: Options,
  defaults: StreamDefaults,
): Options {
  if (defaults === none) return options
  const filled: Options = { ...options, headers: withHeaders(options.headers, defaults.headers) }
  for (const key of ['credentials', 'fetch', 'transport', 'environment'] as const) {
    // A transport from outside would pass over the stream's own fetch.
    const isAnswered = options[key] !== undefined || (key === 'transport' && options.fetch !== undefined)
    if (!isAnswered && defaults[key] !== undefined) Object.assign(filled, { [key]: defaults[key] })
  }
  return filled
}

function withHeaders(
  own: StreamDefaults['headers'],
  outer: StreamDefaults['headers'],
): StreamDefaults['headers'] {
  if (own === undefined || outer === undefined) return own ?? outer
  if (typeof own !== 'function' && typeof outer !== 'function') return merge(outer, own)
  return async (context) => {
    const ask = async (headers: typeof own): Promise<HeadersInit | undefined> =>
      typeof headers === 'function' ? headers(context) : headers
    const [theirs, mine] = await Promise.all([ask(outer), ask(own)])
    return merge(theirs, mine)
  }
}

/** Looks at no name or value: one that HTTP cannot carry is the stream's error, not the render's. */
function merge(outer: HeadersInit | undefined, own: HeadersInit | undefined): [string, string][] {
  const ownPairs = pairs(own)
  const names = new Set(ownPairs.map(([name]) => name.toLowerCase()))
  return [...pairs(outer).filter(([name]) => !names.has(name.toLowerCase())), ...ownPairs]
}

function pairs(headers: HeadersInit = {}): [string, string][] {
  return Symbol.iterator in headers ? [...headers] : Object.entries(headers)
}
