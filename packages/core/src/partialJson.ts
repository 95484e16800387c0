/**
 * Parses JSON that is still arriving: each character is looked at once, and `value()` is the best that is known.
 *
 * Of its own because no kept package does all three: takes pieces synchronously, gives the value inside an
 * unfinished string or list, and leaves unchanged what it gave out before (`@streamparser/json` tells tokens, to be
 * put together by its user; `jsonriver` is asynchronous; both go on writing into the values that they gave out).
 */
export interface PartialJson {
  /** Takes the next piece, cut anywhere. Never throws: from the first character that is not JSON on, all is ignored. */
  write(piece: string): void
  /**
   * The value so far, `undefined` before there is one. Strings, lists and objects grow; numbers, `true`, `false` and
   * `null` appear when they are whole, and a field when its value does. The same object until more is known.
   */
  value(): unknown
}

/** A list or an object that is not closed yet. `key`: the field that is being read. */
type Open =
  | { readonly kind: 'list'; readonly items: unknown[] }
  | { readonly kind: 'object'; readonly fields: Record<string, unknown>; key: string }

type Expected = 'value' | 'value or end' | 'key or end' | 'key' | 'colon' | 'comma or end' | 'nothing'

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Begins a value. */
export function createPartialJson(): PartialJson {
  const open: Open[] = []
  let expected: Expected = 'value'
  /** The string that is being read, decoded so far. */
  let string: string | undefined
  let stringIsKey = false
  /** The string ends with the first half of a surrogate pair. */
  let isHalfway = false
  /** The escape sequence that is being read: `\`, `\u`, `\u00e`. */
  let escape = ''
  /** The number or word that is being read. */
  let word = ''
  let broken = false
  let root: unknown
  let given: unknown
  let stale = false

  function write(piece: string): void {
    let at = 0
    while (at < piece.length && !broken) {
      if (string === undefined) at = readToken(piece, at)
      else at = escape === '' ? readCharacters(piece, at) : readEscape(piece, at)
      stale = true
    }
  }

  function readCharacters(piece: string, from: number): number {
    let at = from
    let code = 0
    while (at < piece.length) {
      code = piece.charCodeAt(at)
      if (code === QUOTE || code === BACKSLASH) break
      at++
    }
    if (at > from) grow(piece.slice(from, at))
    if (at === piece.length) return at
    if (code === QUOTE) endString()
    else escape = '\\'
    return at + 1
  }

  function readEscape(piece: string, at: number): number {
    escape += piece[at]
    if (escape.length === 2 && escape !== '\\u') append(ESCAPES[escape.charAt(1)])
    if (escape.length === 6) append(/^\\u[\da-fA-F]{4}$/.test(escape) ? unicode(escape) : undefined)
    return at + 1
  }

  function append(character: string | undefined): void {
    if (character === undefined) broken = true
    else grow(character)
    escape = ''
  }

  /** Looks at the piece for its end: a look at the string would copy all of it together, for each piece. */
  function grow(characters: string): void {
    const last = characters.charCodeAt(characters.length - 1)
    string += characters
    isHalfway = last >= 0xd800 && last <= 0xdbff
  }

  function endString(): void {
    const text = string ?? ''
    string = undefined
    if (!stringIsKey) return add(text)
    const top = open.at(-1)
    if (top?.kind === 'object') top.key = text
    expected = 'colon'
  }

  function readToken(piece: string, at: number): number {
    const character = piece.charAt(at)
    if (word !== '') {
      if (/[^\s,\]}]/.test(character)) {
        word += character
        return at + 1
      }
      endWord()
      return at
    }
    if (!/\s/.test(character)) readMark(character)
    return at + 1
  }

  function readMark(character: string): void {
    const top = open.at(-1)
    if (expected === 'colon' && character === ':') expected = 'value'
    else if (expected === 'comma or end' && character === ',')
      expected = top?.kind === 'list' ? 'value' : 'key'
    else if (character === (top?.kind === 'list' ? ']' : '}') && expected.endsWith('end')) close()
    else if (character === '"' && expected.startsWith('key')) begin(true)
    else if (expected.startsWith('value')) readValue(character)
    else broken = true
  }

  function readValue(character: string): void {
    if (character === '"') begin(false)
    else if (character === '{') nest({ kind: 'object', fields: {}, key: '' }, 'key or end')
    else if (character === '[') nest({ kind: 'list', items: [] }, 'value or end')
    else word = character
  }

  function begin(key: boolean): void {
    string = ''
    stringIsKey = key
    isHalfway = false
  }

  function nest(container: Open, next: Expected): void {
    open.push(container)
    expected = next
  }

  function endWord(): void {
    try {
      add(JSON.parse(word))
    } catch {
      broken = true
    }
    word = ''
  }

  function close(): void {
    const closed = open.pop()
    if (closed !== undefined) add(closed.kind === 'list' ? closed.items : closed.fields)
  }

  function add(value: unknown): void {
    const top = open.at(-1)
    if (top === undefined) root = value
    else if (top.kind === 'list') top.items.push(value)
    else setField(top.fields, top.key, value)
    expected = top === undefined ? 'nothing' : 'comma or end'
  }

  /** What is open is copied, so that what was given out stays as it was; what is closed is given out as it is. */
  function build(): unknown {
    let inner = string === undefined || stringIsKey ? root : wholeCharacters(string, isHalfway)
    for (let depth = open.length - 1; depth >= 0; depth--) {
      const container = open[depth]
      if (container?.kind === 'list')
        inner = inner === undefined ? [...container.items] : [...container.items, inner]
      else if (container !== undefined)
        inner =
          inner === undefined ? { ...container.fields } : { ...container.fields, [container.key]: inner }
    }
    return inner
  }

  return {
    write,
    value() {
      if (stale) given = build()
      stale = false
      return given
    },
  }
}

/** As JSON.parse does: a field named `__proto__` is a field like any other. */
function setField(fields: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') fields[key] = value
  else Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true })
}

function unicode(escape: string): string {
  return String.fromCharCode(Number.parseInt(escape.slice(2), 16))
}

/** Without half of a surrogate pair at the end: its other half is on the way. */
function wholeCharacters(text: string, isHalfway: boolean): string {
  return isHalfway ? text.slice(0, -1) : text
}
