/** The response's head: `respond()`. */
export interface RespondStep {
  readonly type: 'respond'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

/** A piece of the body, written at once: `chunk()`. */
export interface ChunkStep {
  readonly type: 'chunk'
  /** Text is sent as UTF-8. */
  readonly data: string | Uint8Array
}

/** Nothing happens for a while: `wait()`. */
export interface WaitStep {
  readonly type: 'wait'
  /** Milliseconds. */
  readonly ms: number
}

/** One step of a script: plain data, made by the functions of the same names. */
export type Step =
  | RespondStep
  | ChunkStep
  | WaitStep
  | { readonly type: 'stall' }
  | { readonly type: 'cut' }
  | { readonly type: 'end' }

/**
 * What one response does, step by step. The head goes out with `respond()`, or with the first chunk or the end
 * where there is no `respond()`; so `[cut()]` fails before the head and `[stall()]` never answers.
 * An `end()` at the end is implied; steps after `stall()`, `cut()` or `end()` are never played.
 */
export type Script = readonly Step[]

/** The status and headers of the response, and what `respond()` fills in for them. */
export interface RespondOptions {
  /** Default: 200. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Default: `text/event-stream` for a 2xx status, else `text/plain; charset=utf-8`. */
  readonly contentType?: string
}

/** Sends the response's head. */
export function respond({ status = 200, headers = {}, contentType }: RespondOptions = {}): RespondStep {
  const isOk = status >= 200 && status < 300
  const type = contentType ?? (isOk ? 'text/event-stream' : 'text/plain; charset=utf-8')
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  return { type: 'respond', status, headers: { 'content-type': type, ...Object.fromEntries(given) } }
}

/** Sends bytes, or text as UTF-8, in one piece. */
export function chunk(data: string | Uint8Array): ChunkStep {
  return { type: 'chunk', data }
}

/** Waits for `ms` milliseconds. */
export function wait(ms: number): WaitStep {
  return { type: 'wait', ms }
}

/** Nothing more comes, and the connection stays. */
export function stall(): Step {
  return { type: 'stall' }
}

/** The connection breaks: what was sent arrives, then the reader's read fails. */
export function cut(): Step {
  return { type: 'cut' }
}

/** The body ends as it should. */
export function end(): Step {
  return { type: 'end' }
}
