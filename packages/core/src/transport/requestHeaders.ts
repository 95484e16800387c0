import { StreamError } from '../errors.ts'
import type { TransportRequest } from './transport.ts'

/**
 * The headers that go over the wire: the application's, `Accept: text/event-stream` where it names no other,
 * and `Last-Event-ID`.
 * @throws {StreamError} `unsupported` for an id that no header can carry (NUL, CR, LF).
 */
export function requestHeaders({ headers, lastEventId }: TransportRequest): Headers {
  const sent = new Headers(headers)
  // HTML: "Set (`Accept`, `text/event-stream`) in request's header list."
  if (!sent.has('accept')) sent.set('accept', 'text/event-stream')
  if (lastEventId !== '') sent.set('last-event-id', headerBytes(lastEventId))
  return sent
}

/**
 * A header value is a string of bytes, one character each.
 * HTML: "Let lastEventIDValue be the EventSource object's last event ID string, encoded as UTF-8."
 */
function headerBytes(id: string): string {
  if (/[\0\r\n]/.test(id))
    throw new StreamError(
      'unsupported',
      'This last event id cannot be sent: a header holds no NUL and no line break.',
    )
  return Array.from(new TextEncoder().encode(id), (byte) => String.fromCharCode(byte)).join('')
}
