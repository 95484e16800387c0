import type { AttemptContext, ConnectionPolicy } from '../connection/createConnection.ts'
import { retriesCompletion } from '../connection/retry.ts'
import type { EncodeInput, Protocol } from '../protocols/protocol.ts'
import { fetchTransport } from '../transport/fetchTransport.ts'
import type { TransportRequest } from '../transport/transport.ts'
import type { CompletionOptions, SendOptions } from './completionOptions.ts'
import { evaluate, evaluateRequest, mergeHeaders } from './request.ts'

/** All that a completion may be answered with; a list of its own so that no server takes the page's default for HTML. */
const accept = 'text/event-stream, application/x-ndjson, application/json, text/plain;q=0.9'

/** Evaluates the request for one attempt at one send. */
export async function completionRequest(
  options: CompletionOptions,
  protocol: Protocol,
  input: Omit<EncodeInput, 'body'>,
  send: SendOptions & { idempotencyKey: string | undefined },
  context: AttemptContext,
): Promise<Omit<TransportRequest, 'signal' | 'lastEventId'>> {
  const [own, headers] = await Promise.all([
    evaluate(options.body, context),
    evaluate(options.headers, context),
  ])
  const encoded: RequestInit = options.prepareRequest
    ? await options.prepareRequest(input)
    : protocol.encode({ ...input, body: { ...own, ...send.body } })
  const key = send.idempotencyKey
  const idempotency: HeadersInit = key === undefined ? {} : { 'idempotency-key': key }
  return evaluateRequest(
    options.api ?? '/api/chat',
    {
      method: encoded.method ?? 'POST',
      headers: mergeHeaders({ accept }, idempotency, encoded.headers, headers, send.headers),
      ...(encoded.body == null ? {} : { body: encoded.body }),
      credentials: encoded.credentials ?? options.credentials,
    },
    context,
  )
}

/** A completion costs money: it is asked for again only where the server said that it did not take the request. */
export function completionPolicy(options: CompletionOptions): ConnectionPolicy {
  return {
    transport: options.transport ?? fetchTransport({ fetch: options.fetch }),
    retry: { attempts: 5, ...options.retry },
    retries: retriesCompletion,
    silence: options.silence ?? { warn: 15_000, fail: 300_000 },
    timeout: options.timeout ?? 300_000,
    whenHidden: 'stay',
    repeatable: false,
    refreshes: typeof options.headers === 'function',
  }
}
