import type { ConnectionPolicy } from '../connection/createConnection.ts'
import { createConnection } from '../connection/createConnection.ts'
import type { Environment } from '../connection/environment.ts'
import { retriesLive } from '../connection/retry.ts'
import { sse } from '../decode/sse.ts'
import { StreamError } from '../errors.ts'
import { fetchTransport } from '../transport/fetchTransport.ts'
import type { TransportResponse } from '../transport/transport.ts'
import type { CreateSource, FeedOptions } from './feed.ts'
import type { Address, PerAttempt } from './request.ts'
import { evaluateRequest } from './request.ts'
import { responseError } from './responseError.ts'

/** A source with a connection of its own. */
export function connectionSource(
  initialUrl: PerAttempt<Address>,
  initial: FeedOptions,
  environment: Environment,
): CreateSource {
  return (tell) => {
    let url = initialUrl
    let options = initial
    let bytes = 0
    const connection = createConnection({
      environment,
      lastEventId: options.lastEventId,
      policy: () => livePolicy(options),
      request: async (context) => ({
        ...(await evaluateRequest(url, options, context)),
        events: options.events,
      }),
      accept: async (response, emit) => {
        if (!(await acceptsEvents(response, environment))) return undefined
        return sse(options.maxFrame === undefined ? {} : { maxFrame: options.maxFrame })(emit)
      },
      onFrame(frame) {
        if (frame.kind !== 'event') return
        const { name, data, id } = frame
        tell.onEvent({ type: name, data, lastEventId: connection.lastEventId }, id)
      },
      onBytes: (count) => {
        bytes += count
      },
      onEnd: () => options.onEnd ?? 'reconnect',
      onFailure: tell.onFailure,
      onState: tell.onState,
    })
    return {
      get state() {
        return connection.state
      },
      get lastEventId() {
        return connection.lastEventId
      },
      get attempts() {
        return connection.attempts
      },
      get bytes() {
        return bytes
      },
      open: connection.open,
      reset: connection.reset,
      reconnect: connection.reconnect,
      setOptions(nextUrl, next) {
        url = nextUrl
        options = next
      },
    }
  }
}

function livePolicy(options: FeedOptions): ConnectionPolicy {
  return {
    transport:
      options.transport ?? fetchTransport(options.fetch === undefined ? {} : { fetch: options.fetch }),
    retry: options.retry ?? {},
    retries: retriesLive,
    silence: options.silence ?? 'auto',
    timeout: options.timeout ?? false,
    whenHidden: options.whenHidden ?? 'stay',
    repeatable: true,
    refreshes: typeof options.headers === 'function',
  }
}

/** Whether the body is to be read; `false` for 204. */
async function acceptsEvents(response: TransportResponse, environment: Environment): Promise<boolean> {
  // A transport that hides the status has looked at it, and at the content type, itself.
  if (response.status === undefined) return true
  // HTML: "Clients will reconnect if the connection is closed; a client can be told to stop reconnecting using
  // the HTTP 204 No Content response code."
  if (response.status === 204) return false
  if (response.status !== 200) throw await responseError(response, environment)
  // HTML: "if res's status is not 200, or if res's `Content-Type` is not `text/event-stream`, then fail the connection".
  const type = response.headers.get('content-type')
  if (type?.split(';')[0]?.trim().toLowerCase() === 'text/event-stream') return true
  throw new StreamError(
    'content-type',
    `Expected text/event-stream, the server sent ${type ?? 'no content type'}. Is this the address of the stream?`,
    { status: response.status },
  )
}
