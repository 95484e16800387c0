import { fetchEventSourceTransport } from '@rivulet/core/fetch-event-source'
import { type Transport, fetchTransport, nativeTransport } from '@rivulet/react'
import { playedEventSource } from './playedEventSource.ts'

/** Which transport the toolbar asks for. */
export type TransportName = 'fetch' | 'native' | 'fetch-event-source'

/** That transport over a played network. */
export function transportOver(fetch: typeof globalThis.fetch, name: TransportName): Transport {
  if (name === 'fetch-event-source') return fetchEventSourceTransport({ fetch })
  if (name === 'native') return nativeWhereItCan(fetch)
  return fetchTransport({ fetch })
}

/** The browser's EventSource sends neither a body nor headers: questions to a model keep `fetch`. */
function nativeWhereItCan(fetch: typeof globalThis.fetch): Transport {
  const native = nativeTransport({ EventSource: playedEventSource(fetch) })
  const rest = fetchTransport({ fetch })
  return {
    ...native,
    connect: (request) => (isPlainGet(request) ? native : rest).connect(request),
  }
}

function isPlainGet({ method, headers }: Parameters<Transport['connect']>[0]): boolean {
  const own = [...headers.keys()].filter((name) => name !== 'accept' && name !== 'cache-control')
  return method === 'GET' && own.length === 0
}
