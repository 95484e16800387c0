import { createParser, type EventSourceParser, type ParseError } from 'eventsource-parser'
import type { CreateDecoder, EmitFrame } from '../frame.ts'
import { bareJson } from './bareJson.ts'
import { heldText } from './heldText.ts'
import { DEFAULT_MAX_FRAME, overflow, type FrameLimit } from './limits.ts'

/** Options of {@link sse}: the size limit, and three liberties that servers of language models need. */
export interface SseOptions extends FrameLimit {
  /** The default of the three liberties below. Default: `false`, the standard to the letter. Completions set it. */
  lenient?: boolean
  /** An event at the end of the body is dispatched without its blank line. Default: `lenient`. */
  flushAtEnd?: boolean
  /** A field named `error` is an `error` frame; the standard ignores it. Default: `lenient`. */
  errorField?: boolean
  /** A JSON object or array without `data:` is an `error` frame, also over many lines. Default: `lenient`. */
  bareJson?: boolean
}

/**
 * Server-sent events, by the HTML standard's "parsing an event stream".
 * @throws {StreamError} `overflow` from `decode` and `end`.
 */
export function sse(options: SseOptions = {}): CreateDecoder {
  const { maxFrame = DEFAULT_MAX_FRAME, lenient = false, flushAtEnd = lenient } = options
  return (emit) => {
    // HTML: "Streams must be decoded using the UTF-8 decode algorithm", which strips one BOM: the parser does.
    const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
    const events = eventParser(emit, maxFrame, options)
    // The parser gets whole lines: of a line in pieces that is no field it would drop the beginning unseen.
    const held = heldText(maxFrame)
    const take = (text: string): void => {
      const end = afterLastBreak(text)
      if (end > 0) events.feed(held.takeWith(end === text.length ? text : text.slice(0, end)))
      if (end < text.length) held.add(end === 0 ? text : text.slice(end))
    }
    return {
      decode: (chunk) => take(utf8.decode(chunk, { stream: true })),
      end() {
        take(utf8.decode())
        // HTML: "If the file ends in the middle of an event, before the final empty line, the incomplete event
        // is not dispatched." Servers of language models do end so, and every client of theirs flushes.
        if (flushAtEnd) events.feed(held.takeWith('\n\n'))
      },
    }
  }
}

/** The position behind the last line break; 0 without one. A CR counts: the parser swallows the LF of a CRLF cut in two. */
function afterLastBreak(text: string): number {
  const last = text.length - 1
  if (text.charCodeAt(last) === 10) return last + 1
  // Engines look forwards several times as fast as backwards: a piece of a long line is told in no time.
  const lineFeed = text.includes('\n') ? text.lastIndexOf('\n') : -1
  // Looking backwards for a CR would read all of a text that has none.
  if (text.indexOf('\r', lineFeed + 1) === -1) return lineFeed + 1
  return text.lastIndexOf('\r') + 1
}

function eventParser(
  emit: EmitFrame,
  maxFrame: number,
  options: SseOptions,
): Pick<EventSourceParser, 'feed'> {
  const { lenient = false, errorField = lenient } = options
  const json =
    (options.bareJson ?? lenient) ? bareJson(maxFrame, (data) => emit({ kind: 'error', data })) : undefined
  const ids = loneIds(emit)
  const parser = createParser({
    maxBufferSize: maxFrame,
    onId: ids.seen,
    onEvent({ event, data, id }) {
      if (data.length > maxFrame) throw overflow(maxFrame)
      if (id === undefined) ids.release()
      else ids.belongsToEvent()
      json?.forget()
      emit({ kind: 'event', name: event ?? 'message', data, id })
    },
    onRetry(ms) {
      ids.release()
      emit({ kind: 'retry', ms })
    },
    onComment(text) {
      if (text.length > maxFrame) throw overflow(maxFrame)
      ids.release()
      emit({ kind: 'comment', text })
    },
    onError({ type, field, value, line }: ParseError) {
      if (type === 'max-buffer-size-exceeded') throw overflow(maxFrame)
      if (type !== 'unknown-field') return
      ids.release()
      if (errorField && field === 'error' && value) emit({ kind: 'error', data: value })
      else json?.line(line ?? '')
    },
  })
  return {
    feed(text) {
      parser.feed(text)
      ids.release()
    },
  }
}

/**
 * The parser reports an id at the blank line, before the event of its block where there is one; only what comes
 * next tells an id with an event from one without.
 */
function loneIds(emit: EmitFrame): { seen(id: string): void; belongsToEvent(): void; release(): void } {
  let waiting: string | undefined
  const release = (): void => {
    if (waiting === undefined) return
    const id = waiting
    waiting = undefined
    emit({ kind: 'id', id })
  }
  return {
    seen(id) {
      release()
      waiting = id
    },
    belongsToEvent() {
      waiting = undefined
    },
    release,
  }
}
