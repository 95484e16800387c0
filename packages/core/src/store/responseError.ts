import type { Environment } from '../connection/environment.ts'
import { readErrorBody } from '../errorBody.ts'
import { StreamError } from '../errors.ts'
import type { TransportBody, TransportResponse } from '../transport/transport.ts'

/** Bytes of an error's body that are read. */
const bodyLimit = 65_536

/** ms that are spent on reading it: an error that never ends is told without its body. */
const bodyTimeout = 5_000

/** Makes the error of a response whose status says no, with what its body and headers tell. */
export async function responseError(
  response: TransportResponse,
  environment: Environment,
): Promise<StreamError> {
  const { status = 0, headers } = response
  const body = await readText(response.body, environment)
  const { message, details } = readErrorBody({ status, headers, body, now: environment.now() })
  return new StreamError('http', message, details)
}

async function readText(body: TransportBody, environment: Environment): Promise<string> {
  if (body.kind !== 'bytes') return ''
  const utf8 = new TextDecoder()
  let text = ''
  let size = 0
  const iterator = body.chunks[Symbol.asyncIterator]()
  let cancelTimer = (): void => {}
  const late = new Promise<undefined>((resolve) => {
    cancelTimer = environment.setTimer(() => resolve(undefined), bodyTimeout)
  })
  try {
    while (size < bodyLimit) {
      const next = await Promise.race([iterator.next(), late])
      if (next === undefined || next.done === true) break
      const bytes = next.value.subarray(0, bodyLimit - size)
      size += bytes.byteLength
      text += utf8.decode(bytes, { stream: true })
    }
  } catch {
    // A body that breaks off tells what it told so far.
  }
  cancelTimer()
  void iterator.return?.().catch(() => {})
  return text
}
