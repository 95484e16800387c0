import { fetchEventSourceTransport } from '@rivulet/core/fetch-event-source'
import { fetchTransport, nativeTransport, type Transport } from '@rivulet/react'

export type TransportName = 'fetch' | 'native' | 'fetch-event-source'

/** One of each, made once: a transport keeps nothing between attempts. */
export const transports: Readonly<Record<TransportName, Transport>> = {
  fetch: fetchTransport(),
  native: nativeTransport(),
  'fetch-event-source': fetchEventSourceTransport(),
}

/** What the thread uses: a completion is a POST, which the browser's EventSource cannot send. */
export function transportForPost(name: TransportName): Transport {
  return transports[name].can.body ? transports[name] : transports.fetch
}
