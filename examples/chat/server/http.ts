import type { IncomingMessage, ServerResponse } from 'node:http'

/** A request that this server answers with a status and a typed JSON error in OpenAI's shape. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly status: number
  readonly details: HttpErrorDetails

  constructor(status: number, message: string, details: HttpErrorDetails = {}) {
    super(message)
    this.status = status
    this.details = details
  }
}

export interface HttpErrorDetails {
  /** OpenAI's `error.type`. Default: `'invalid_request_error'`. */
  type?: string
  /** The field at fault, as a path: `messages[0].content`. */
  param?: string
  code?: string
  headers?: Record<string, string>
}

/** The largest request body, in bytes: a long thread has some hundred thousand characters. */
const MAX_BODY = 4_000_000

/**
 * The JSON body of a request. It asks for `Content-Type: application/json`, because a browser sends that to
 * another site only after asking (CORS): no page elsewhere can then make this server spend its owner's key.
 *
 * @throws {HttpError} 415, 413, or 400 where it is not JSON.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new HttpError(415, 'The body must be JSON: send it with "Content-Type: application/json".')
  const text = await readText(request)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new HttpError(400, `The body is not JSON: ${(cause as SyntaxError).message}`)
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY)
      throw new HttpError(413, `The body is larger than ${MAX_BODY} bytes.`, {
        headers: { connection: 'close' },
      })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** @throws {HttpError} 405, where the method is none of these. */
export function allowMethods(request: IncomingMessage, ...methods: string[]): void {
  if (methods.includes(request.method ?? '')) return
  const allow = methods.join(', ')
  throw new HttpError(405, `${request.method} is not possible here; use ${allow}.`, { headers: { allow } })
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers })
  response.end(JSON.stringify(value))
}

/** `{"error":{"message","type","param","code"}}`; where the answer has begun, all that is left is to break it off. */
export function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const known =
    error instanceof HttpError ? error : new HttpError(500, 'The server failed.', { type: 'server_error' })
  if (known !== error) console.error(error)
  const { type = 'invalid_request_error', param = null, code = null, headers } = known.details
  sendJson(response, known.status, { error: { message: known.message, type, param, code } }, headers)
}

/** The head of an event stream. nginx and its kind are asked not to hold it back. */
export function startEventStream(response: ServerResponse, headers: Record<string, string> = {}): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    ...headers,
  })
  response.flushHeaders()
}
