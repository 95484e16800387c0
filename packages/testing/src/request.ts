import type { Script, Step } from './script.ts'

/** A request as it arrived. */
export interface ScriptedRequest {
  /** Upper case: `'GET'`. */
  readonly method: string
  /** As it was asked for: path and query on a server, whatever `fetch` was given there. */
  readonly url: string
  /** The path alone. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The body as text; `''` where there is none. */
  readonly body: string
  /** The header `Last-Event-ID`, read as UTF-8, else the query's `lastEventId`; `''` where there is neither. */
  readonly lastEventId: string
  /** Whether the answer is still under way: not ended, cut, or let go of by the client. */
  readonly open: boolean
}

/** Steps that are made as they are played: a generator may run for ever, and an async one wait for the test. */
export type Steps = Script | Iterable<Step> | AsyncIterable<Step>

/**
 * What answers requests: one script for all, a script for each (the last also for those that follow), or a
 * function of the request and its number, from 0.
 */
export type Scripts =
  | Script
  | readonly Script[]
  | ((request: ScriptedRequest, n: number) => Steps | Promise<Steps>)

/** The steps for the request number `n`. */
export function scriptFor(scripts: Scripts, request: ScriptedRequest, n: number): Steps | Promise<Steps> {
  if (typeof scripts === 'function') return scripts(request, n)
  return isScript(scripts) ? scripts : (scripts[Math.min(n, scripts.length - 1)] ?? [])
}

function isScript(scripts: Script | readonly Script[]): scripts is Script {
  return scripts.every((entry) => 'type' in entry)
}

/** What one request line and its headers say; the body and its fate are added by the caller. */
export function describeRequest(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
): Omit<ScriptedRequest, 'body' | 'open'> {
  // The base matters for relative addresses only, and only path and query are read.
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const query = Object.fromEntries(searchParams)
  const lastEventId = asUtf8(headers['last-event-id'] ?? '') || (query['lastEventId'] ?? '')
  return { method: method.toUpperCase(), url, path: pathname, query, headers, lastEventId }
}

/** HTML: the id is sent "UTF-8 encoded"; headers are handed over as one character a byte. */
function asUtf8(header: string): string {
  return new TextDecoder().decode(Uint8Array.from(header, (character) => character.charCodeAt(0)))
}
