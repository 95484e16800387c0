import { StreamError } from '../errors.ts'
import type { CreateDecoder } from '../frame.ts'
import { chooseDecoder } from './chooseDecoder.ts'
import { json } from './json.ts'
import { jsonOrLines } from './jsonOrLines.ts'
import type { FrameLimit } from './limits.ts'
import { ndjson } from './ndjson.ts'
import { sse } from './sse.ts'
import { text } from './text.ts'

/** What a body looks like. `json`: one document, or lines of JSON under the document's content type. */
export type DetectedFraming = 'sse' | 'ndjson' | 'json' | 'text' | 'html'

/** What the framing of a body is told by: its response's headers and the first characters of its text. */
export interface FramingEvidence {
  /** The header `Content-Type`; empty or `null`: none was sent. */
  contentType: string | null
  /** Default: none. Looked at for headers that only one format has. */
  headers?: Headers
  /** The body's beginning, of any length. */
  head: string
}

const NDJSON = /^application\/((x-)?ndjson|(x-)?jsonl|(x-)?jsonlines|stream\+json)$/
const JSON_TYPE = /^(application|text)\/([\w.-]+\+)?json$/
const FIELD = /^((data|event|id|retry|error)?:)/
const HTML_PAGE = /^<(!doctype|html|head|body|!--)/i

/** Beginnings that decide; a body is held back while it may still become one of them, so for at most 8 characters. */
const OPENINGS = [
  'data:',
  'event:',
  'id:',
  'retry:',
  'error:',
  '<!doctype',
  '<html',
  '<head',
  '<body',
  '<!--',
  '{"',
]

/** White space that a body may begin with before it is taken for text; characters. */
const MAX_LEADING_SPACE = 1024

/**
 * Tells how a body is framed. Declared types are believed, with the exceptions that servers in the field need:
 * bare text under `text/event-stream`, lines of JSON under any type, and an HTML page, which is no answer
 * (Flask sends plain text as `text/html`, so the type alone does not make a page).
 */
export function detectFraming({ contentType, headers, head }: FramingEvidence): DetectedFraming {
  const type = (contentType ?? '').split(';', 1)[0]!.trim().toLowerCase()
  const start = head.trimStart()
  if (headers?.has('x-vercel-ai-ui-message-stream')) return 'sse'
  if (NDJSON.test(type)) return 'ndjson'
  if (JSON_TYPE.test(type)) return 'json'
  if (type === 'text/event-stream') return FIELD.test(start) ? 'sse' : 'text'
  if (type === '' && FIELD.test(start)) return 'sse'
  if ((type === '' || /html/.test(type)) && HTML_PAGE.test(start)) return 'html'
  return start.startsWith('{"') ? 'json' : 'text'
}

/**
 * The decoder of a body whose framing is told by {@link detectFraming}. Server-sent events are read leniently.
 * @throws {StreamError} `content-type` from `decode` and `end` for an HTML page; `overflow`.
 */
export function autoDecoder(evidence: Omit<FramingEvidence, 'head'>, limit: FrameLimit = {}): CreateDecoder {
  const isDeclaredJson = detectFraming({ ...evidence, head: '' }) === 'json'
  const decoderOf = (head: string): CreateDecoder => {
    const framing = detectFraming({ ...evidence, head })
    switch (framing) {
      case 'sse':
        return sse({ ...limit, lenient: true })
      case 'ndjson':
        return ndjson(limit)
      case 'json':
        return jsonOrLines(isDeclaredJson ? json(limit) : text(), limit)
      case 'text':
        return text()
      case 'html':
        throw htmlPage(head)
    }
  }
  return chooseDecoder(() => {
    let head = ''
    return {
      more(piece) {
        head += piece
        return isUndecided(head) ? undefined : decoderOf(head)
      },
      ended: () => decoderOf(head),
    }
  })
}

function isUndecided(head: string): boolean {
  const start = head.trimStart().toLowerCase()
  if (start === '') return head.length <= MAX_LEADING_SPACE
  return OPENINGS.some((opening) => opening.length > start.length && opening.startsWith(start))
}

function htmlPage(head: string): StreamError {
  const title = /<title[^>]*>\s*([^<]{1,200})/i.exec(head)?.[1]?.trim()
  return new StreamError(
    'content-type',
    `The server answered with an HTML page${title ? ` ("${title}")` : ''} instead of a stream: the address is ` +
      'probably that of a page, a login or a proxy in between.',
  )
}
