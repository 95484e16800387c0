import type { Frame } from '../frame.ts'
import { bytesOf, event, type DecoderCase } from './decoder.suite.ts'

/** A body in the event stream format, and what has to come of it by the HTML standard. */
export interface ConformanceCase extends DecoderCase {
  /** What `@microsoft/fetch-event-source` makes of it, where that is something else. */
  readonly otherwise?: { readonly words: string; readonly frames: readonly Frame[] }
}

/** A heading of the table in `docs/transports.md`, and its cases. */
export interface ConformanceChapter {
  readonly title: string
  readonly cases: readonly ConformanceCase[]
}

const id = (value: string): Frame => ({ kind: 'id', id: value })
const retry = (ms: number): Frame => ({ kind: 'retry', ms })
const comment = (text: string): Frame => ({ kind: 'comment', text })

// What @microsoft/fetch-event-source does otherwise.
const noReset = 'an empty `id` resets nothing'
const noEmptyData = 'empty lines of data are lost where no other line came before them'
const noColon = 'a field without a colon is ignored'
const marks = 'a byte order mark is dropped at the beginning of any name or value'
const bareName = 'a name makes an event, without data too'
const nulId = 'an id with NUL is taken'
const lateRetry = '`retry` waits for the blank line'
const parsed = '`retry` is what `parseInt` makes of it: 90 of `90 000`'

/** Text with single bytes in between. */
function raw(...parts: readonly (string | number)[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? part : [...bytesOf(part)])))
}

/** The examples of the HTML standard, section "Interpreting an event stream". */
const standard: readonly ConformanceCase[] = [
  {
    title: 'joins the lines of an event with line breaks',
    body: 'data: YHOO\ndata: +2\ndata: 10\n\n',
    frames: [event('YHOO\n+2\n10')],
  },
  {
    title: 'reads comments, an id, an id that is reset, and no more than one space after the colon',
    body: ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n',
    frames: [
      comment('test stream'),
      event('first event', '1'),
      event('second event', ''),
      event(' third event'),
    ],
    otherwise: {
      words: noReset,
      frames: [event('first event', '1'), event('second event'), event(' third event')],
    },
  },
  {
    title: 'dispatches empty data, and drops a block that the end cuts off',
    body: 'data\n\ndata\ndata\n\ndata:',
    frames: [event(''), event('\n')],
    otherwise: { words: noEmptyData, frames: [] },
  },
  {
    title: 'takes the space after the colon for optional',
    body: 'data:test\n\ndata: test\n\n',
    frames: [event('test'), event('test')],
  },
]

/** HTML: "The UTF-8 decode algorithm strips one leading UTF-8 Byte Order Mark (BOM), if any." */
const byteOrderMark: readonly ConformanceCase[] = [
  { title: 'drops one byte order mark', body: '\uFEFFdata: a\n\n', frames: [event('a')] },
  { title: 'drops one before a comment', body: '\uFEFF: c\ndata: a\n\n', frames: [comment('c'), event('a')] },
  { title: 'makes nothing of one alone', body: '\uFEFF', frames: [] },
  {
    title: 'drops no second one',
    body: '\uFEFF\uFEFFdata: a\n\ndata: \uFEFFb\n\n',
    frames: [event('\uFEFFb')],
    otherwise: { words: marks, frames: [event('b')] },
  },
  {
    title: 'takes one before a later line for a part of the field name',
    body: 'data: a\n\n\uFEFFdata: b\n\ndata: c\n\n',
    frames: [event('a'), event('c')],
    otherwise: { words: marks, frames: [event('a'), event('b'), event('c')] },
  },
  { title: 'keeps one inside of data', body: 'data: a\uFEFFb\uFEFF\n\n', frames: [event('a\uFEFFb\uFEFF')] },
  {
    title: 'takes two thirds of one for what they are: no UTF-8',
    body: raw(0xef, 0xbb, 'data: a\n\ndata: b\n\n'),
    frames: [event('b')],
  },
]

/** HTML: "end-of-line = ( cr lf / cr / lf )". */
const lineEnds: readonly ConformanceCase[] = [
  {
    title: 'ends lines with LF, CR and CRLF, mixed',
    body: 'data: a\r\rdata: b\r\n\r\ndata: c\n\r\ndata: d\r\ndata: e\rdata: f\n\n',
    frames: [event('a'), event('b'), event('c'), event('d\ne\nf')],
  },
  { title: 'ends an event with a CR that is the last byte', body: 'data: a\r\r', frames: [event('a')] },
  { title: 'ends an event with CRLF and CR', body: 'data: a\r\n\r', frames: [event('a')] },
  {
    title: 'takes LF and CR for two line ends',
    body: 'data: a\n\rdata: b\n\n',
    frames: [event('a'), event('b')],
  },
  {
    title: 'takes CR, LF, LF for a line end and a blank line',
    body: 'data: a\r\n\ndata: b\r\n\n',
    frames: [event('a'), event('b')],
  },
  {
    title: 'passes over blank lines without an event',
    body: '\n\r\n\r\n\rdata: a\n\n\n\n\r\rdata: b\n\n',
    frames: [event('a'), event('b')],
  },
  {
    title: 'takes a line of one space for a field',
    body: 'data: a\n \ndata: b\n\n',
    frames: [event('a\nb')],
  },
  {
    title: 'ends no line with what Unicode takes for one',
    body: 'data: a\u2028b\u2029c\u0085d\x0be\x0cf\n\n',
    frames: [event('a\u2028b\u2029c\u0085d\x0be\x0cf')],
  },
]

/** HTML: "If the line starts with a U+003A COLON character (:) Ignore the line." */
const comments: readonly ConformanceCase[] = [
  {
    title: 'passes over comments, empty ones too',
    body: ': one\n:\n::\n:two\ndata: a\n\n',
    frames: [comment('one'), comment(''), comment(':'), comment('two'), event('a')],
  },
  {
    title: 'passes over comments between the lines of an event',
    body: 'data: a\n: c\ndata: b\n\n',
    frames: [comment('c'), event('a\nb')],
  },
  { title: 'takes a field behind a colon for a comment', body: ':data: a\n\n', frames: [comment('data: a')] },
  {
    title: 'makes no event of a heartbeat',
    body: ': ping\n\n: ping\n\ndata: a\n\n: ping\n\n',
    frames: [comment('ping'), comment('ping'), event('a'), comment('ping')],
  },
]

const data: readonly ConformanceCase[] = [
  {
    title: 'keeps an empty line at the beginning',
    body: 'data:\ndata: a\n\n',
    frames: [event('\na')],
    otherwise: { words: noEmptyData, frames: [event('a')] },
  },
  {
    title: 'keeps an empty line at the end',
    body: 'data: a\ndata\n\n',
    frames: [event('a\n')],
    otherwise: { words: noColon, frames: [event('a')] },
  },
  {
    title: 'keeps empty lines that are all there is',
    body: 'data\ndata:\ndata: \n\n',
    frames: [event('\n\n')],
    otherwise: { words: noEmptyData, frames: [] },
  },
  { title: 'takes away one space and no more', body: 'data:   a \n\n', frames: [event('  a ')] },
  { title: 'takes away no tab', body: 'data:\ta\t\n\n', frames: [event('\ta\t')] },
  { title: 'splits at the first colon only', body: 'data: a:b: c\ndata::\n\n', frames: [event('a:b: c\n:')] },
  { title: 'keeps NUL and tabs in data', body: 'data: a\0\tb\n\n', frames: [event('a\0\tb')] },
  {
    title: 'keeps what other formats would unescape',
    body: 'data: \\n %20 &amp; "\n\n',
    frames: [event('\\n %20 &amp; "')],
  },
]

/** HTML: "Field names must be compared literally, with no case folding performed." */
const fieldNames: readonly ConformanceCase[] = [
  {
    title: 'knows field names to the letter, and ignores all others',
    body: 'Data: a\n data: b\ndata : c\ndatas: d\nfoo\nfoo: bar\nerror: {"a":1}\n{"b":2}\ndata: e:f\n\n',
    frames: [event('e:f')],
  },
  {
    title: 'takes the names of what every object has for fields like others',
    body: '__proto__: a\nconstructor: b\ntoString\nhasOwnProperty: c\nlength: d\ndata: e\n\n',
    frames: [event('e')],
  },
  {
    title: 'makes no event of unknown fields alone',
    body: 'foo: bar\n\n__proto__: a\n\ndata: b\n\n',
    frames: [event('b')],
  },
  {
    title: 'ignores names that begin as one that it knows',
    body: 'dat: a\nevents: b\nids: 1\nretryy: 5\ni: 2\ndata: c\n\n',
    frames: [event('c')],
  },
  {
    title: 'ignores what is no text at all',
    body: raw(0x00, 0x01, 0xff, '\n', 0xfe, ': a\ndata: b\n\n'),
    frames: [event('b')],
  },
]

const eventNames: readonly ConformanceCase[] = [
  {
    title: 'names events, and goes back to `message`',
    body: 'event: add\ndata: 1\n\ndata: 2\n\nevent:\ndata: 3\n\nevent\ndata: 4\n\n',
    frames: [event('1', undefined, 'add'), event('2'), event('3'), event('4')],
  },
  {
    title: 'takes the last of many names, wherever it stands',
    body: 'event: a\ndata: 1\nevent: b\n\n',
    frames: [event('1', undefined, 'b')],
  },
  {
    title: 'goes back to `message` with an empty name',
    body: 'event: a\nevent:\ndata: 1\n\n',
    frames: [event('1')],
  },
  {
    title: 'drops a name without data',
    body: 'event: ping\n\ndata: 1\n\n',
    frames: [event('1')],
    otherwise: { words: bareName, frames: [event('', undefined, 'ping'), event('1')] },
  },
  {
    title: 'takes away one space and no more',
    body: 'event:  a b \ndata: 1\n\n',
    frames: [event('1', undefined, ' a b ')],
  },
  {
    title: 'takes names that mean something elsewhere',
    body: 'event: __proto__\ndata: 1\n\nevent: constructor\ndata: 2\n\nevent: message\ndata: 3\n\n',
    frames: [event('1', undefined, '__proto__'), event('2', undefined, 'constructor'), event('3')],
  },
  {
    title: 'delivers events that are called like those of the EventSource itself',
    body: 'event: open\ndata: 1\n\nevent: error\ndata: 2\n\n',
    frames: [event('1', undefined, 'open'), event('2', undefined, 'error')],
  },
  {
    title: 'takes names outside of ASCII',
    body: 'event: größe 📏\ndata: 1\n\n',
    frames: [event('1', undefined, 'größe 📏')],
  },
]

/** HTML: "Set the last event ID string of the event source to the value of the last event ID buffer." */
const ids: readonly ConformanceCase[] = [
  {
    title: 'commits an id at the blank line, whether or not there is data',
    body: 'id: 1\n\ndata: a\n\nid: 2\n\nid: 3\n\n: c\nid: 4\ndata: b\n\nretry: 5\nid: 5\n',
    frames: [id('1'), event('a'), id('2'), id('3'), comment('c'), event('b', '4'), retry(5)],
    otherwise: { words: lateRetry, frames: [id('1'), event('a'), id('2'), id('3'), event('b', '4')] },
  },
  {
    title: 'keeps an id for the events that follow',
    body: 'id: 1\ndata: a\n\ndata: b\n\nevent: x\ndata: c\n\nretry: 5\n\n',
    frames: [event('a', '1'), event('b'), event('c', undefined, 'x'), retry(5)],
  },
  {
    title: 'resets an id by an empty one, with a colon or without',
    body: 'id: 1\ndata: a\n\nid\ndata: b\n\nid: 2\ndata: c\n\nid:\ndata: d\n\nretry: 5\n\n',
    frames: [event('a', '1'), event('b', ''), event('c', '2'), event('d', ''), retry(5)],
    otherwise: {
      words: noReset,
      frames: [event('a', '1'), event('b'), event('c', '2'), event('d'), retry(5)],
    },
  },
  {
    title: 'ignores an id with NUL',
    body: 'id: 1\0\ndata: a\n\n',
    frames: [event('a')],
    otherwise: { words: nulId, frames: [event('a', '1\0')] },
  },
  {
    title: 'keeps the id before one with NUL',
    body: 'id: 1\ndata: a\n\nid: 2\0\ndata: b\n\nid: 3\nid: \0\ndata: c\n\nretry: 5\n\n',
    frames: [event('a', '1'), event('b'), event('c', '3'), retry(5)],
    otherwise: { words: nulId, frames: [event('a', '1'), event('b', '2\0'), event('c', '\0'), retry(5)] },
  },
  {
    title: 'takes the last of many ids, wherever it stands',
    body: 'id: 1\ndata: a\nid: 2\n\n',
    frames: [event('a', '2')],
  },
  { title: 'keeps spaces but the first', body: 'id:  1 2 \ndata: a\n\n', frames: [event('a', ' 1 2 ')] },
  {
    title: 'sends an id outside of ASCII again, byte by byte',
    body: 'id: ä日😀\ndata: a\n\nretry: 5\n\n',
    frames: [event('a', 'ä日😀'), retry(5)],
  },
  {
    title: 'takes an id for text, whatever it looks like',
    body: 'id: __proto__\ndata: a\n\nid: 007\ndata: b\n\nid: {"n":1}\ndata: c\n\n',
    frames: [event('a', '__proto__'), event('b', '007'), event('c', '{"n":1}')],
  },
]

/** HTML: "If the field value consists of only ASCII digits, then interpret the field value as an integer in base ten". */
const retries: readonly ConformanceCase[] = [
  {
    title: 'takes only ASCII digits',
    body:
      'retry: 15\nretry: 90000s\nretry: -90000\nretry: +90000\nretry: 9e6\nretry: 90000.5\nretry: 0x90000\nretry:\n' +
      'retry\nretry: ٩٠٠٠٠\nretry: 90000 \nretry:  90000\nretry: 90 000\nretry: Infinity\n\n',
    frames: [retry(15)],
    otherwise: { words: parsed, frames: [retry(90)] },
  },
  {
    title: 'needs neither a space nor a blank line',
    body: 'data: a\nretry:15\n',
    frames: [retry(15)],
    otherwise: { words: lateRetry, frames: [] },
  },
  {
    title: 'takes leading zeros, and the last of many',
    body: 'retry: 60000\nretry: 00015\ndata: a\n\n',
    frames: [retry(60_000), retry(15), event('a')],
  },
]

const utf8: readonly ConformanceCase[] = [
  {
    title: 'puts characters of two, three and four bytes together',
    body: ': ∆\nevent: ä\nid: 日本\ndata: Grüße €5 👩‍👩‍👧 日本語\n\n',
    frames: [comment('∆'), event('Grüße €5 👩‍👩‍👧 日本語', '日本', 'ä')],
  },
  {
    title: 'reads bytes that are no UTF-8 as U+FFFD',
    body: raw('data: a', 0xff, 0xc3, 'b', 0xf0, 0x9f, 0x98, '\n\n'),
    frames: [event('a\uFFFD\uFFFDb\uFFFD')],
  },
  {
    title: 'ends a line behind half a character',
    body: raw('data: a', 0xe2, 0x82, '\ndata: b', 0xc3, '\r\n\r\n'),
    frames: [event('a\uFFFD\nb\uFFFD')],
  },
  {
    title: 'reads overlong forms, surrogates and what is beyond U+10FFFF as U+FFFD, each byte',
    body: raw('data: ', 0xc0, 0xaf, '|', 0xed, 0xa0, 0x80, '|', 0xf4, 0x90, 0x80, 0x80, '\n\n'),
    frames: [event('\uFFFD\uFFFD|\uFFFD\uFFFD\uFFFD|\uFFFD\uFFFD\uFFFD\uFFFD')],
  },
  {
    title: 'takes no overlong line break for one',
    body: raw('data: a', 0xc0, 0x8a, 0xc0, 0x8a, 'b\n\n'),
    frames: [event('a\uFFFD\uFFFD\uFFFD\uFFFDb')],
  },
  {
    title: 'keeps characters that are no characters',
    body: 'data: \uFFFE\uFFFF\uFDD0\u{1FFFF}\n\n',
    frames: [event('\uFFFE\uFFFF\uFDD0\u{1FFFF}')],
  },
  {
    title: 'puts no accents together',
    body: 'data: e\u0301 \u00e9\n\n',
    frames: [event('e\u0301 \u00e9')],
  },
]

/** HTML: "Once the end of the file is reached, any pending data must be discarded." */
const ends: readonly ConformanceCase[] = [
  { title: 'makes nothing of an empty body', body: '', frames: [] },
  { title: 'drops an event without its blank line', body: 'data: a\n\ndata: b\n', frames: [event('a')] },
  { title: 'drops a line without its end', body: 'data: a\n\ndata: b', frames: [event('a')] },
  {
    title: 'drops the id of an event that it drops',
    body: 'retry: 5\nid: 1\ndata: a\n\nid: 2\ndata: b\n',
    frames: [retry(5), event('a', '1')],
  },
  {
    title: 'drops half a character at the end',
    body: raw('data: a\n\ndata: b', 0xf0, 0x9f),
    frames: [event('a')],
  },
  {
    title: 'makes nothing of fields without data',
    body: 'event: a\nid: 1\n\n',
    frames: [id('1')],
    otherwise: { words: bareName, frames: [event('', '1', 'a')] },
  },
]

/** The whole suite. */
export const CONFORMANCE: readonly ConformanceChapter[] = [
  { title: "The standard's own examples", cases: standard },
  { title: 'Byte order marks', cases: byteOrderMark },
  { title: 'Line ends: LF, CR, CRLF', cases: lineEnds },
  { title: 'Comments', cases: comments },
  { title: 'Data', cases: data },
  { title: 'Field names', cases: fieldNames },
  { title: 'Names of events', cases: eventNames },
  { title: 'Ids', cases: ids },
  { title: '`retry`', cases: retries },
  { title: 'UTF-8', cases: utf8 },
  { title: 'The end of the body', cases: ends },
]

/** What an application sees of a body: each event with the id that holds for it, and how it would be asked for again. */
export interface Reading {
  readonly events: readonly (readonly [name: string, data: string, lastEventId: string])[]
  readonly lastEventId: string
  readonly retry: number | undefined
}

/** What frames amount to. */
export function readingOf(frames: readonly Frame[]): Reading {
  const events: [string, string, string][] = []
  let lastEventId = ''
  let ms: number | undefined
  for (const frame of frames) {
    if (frame.kind === 'retry') ms = frame.ms
    if (frame.kind === 'id') lastEventId = frame.id
    if (frame.kind !== 'event') continue
    lastEventId = frame.id ?? lastEventId
    events.push([frame.name, frame.data, lastEventId])
  }
  return { events, lastEventId, retry: ms }
}

/** The names that events of a case have, for those who hear only what they are told of. */
export function namesOf({ frames }: ConformanceCase): string[] {
  return readingOf(frames).events.map(([name]) => name)
}
