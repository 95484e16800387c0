import type { Code, Construct, Effects, State, TokenizeContext } from 'micromark-util-types'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    formulaFlow: 'formulaFlow'
    formulaText: 'formulaText'
    formulaMark: 'formulaMark'
    formulaClosing: 'formulaClosing'
    formulaValue: 'formulaValue'
  }
}

const DOLLAR = 36
const BACKSLASH = 92
const WORD = /[\p{L}\p{N}]/u

const isEnd = (code: Code): code is null => code === null
const isLineEnd = (code: Code): boolean => code !== null && code < -2
const isSpace = (code: Code): boolean => code === null || code < 0 || code === 32
const is = (code: Code, character: string): boolean => code === character.charCodeAt(0)
const isWord = (code: Code): boolean => code !== null && code > 0 && WORD.test(String.fromCharCode(code))
const isDigit = (code: Code): boolean => code !== null && code >= 48 && code <= 57

/** Writes the value of a formula in pieces, one a line, none of them empty. */
interface Value {
  consume(code: Code): void
  end(): void
}

function valueOf(effects: Effects): Value {
  let isOpen = false
  return {
    consume(code) {
      if (!isOpen) effects.enter('formulaValue')
      isOpen = true
      effects.consume(code)
    },
    end() {
      if (isOpen) effects.exit('formulaValue')
      isOpen = false
    },
  }
}

/**
 * A formula that begins a line and ends one: between `$$` and `$$`, or `\[` and `\]`, on one line or on many. Like a
 * fence it needs no blank line around it; unlike one it ends before a blank line, so that a formula that is never
 * closed takes no more than its paragraph.
 */
export const formulaFlow: Construct = { name: 'formulaFlow', tokenize: tokenizeFlow, concrete: true }

function tokenizeFlow(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const interrupts = (): boolean => this.interrupt === true
  const value = valueOf(effects)
  const isNext: Construct = { partial: true, tokenize: tokenizeNext }
  let mark: Code = null
  let isFirstLine = true
  let hasMark = false
  return start

  function start(code: Code): State {
    mark = code
    effects.enter('formulaFlow')
    effects.enter('formulaMark')
    effects.consume(code)
    return (next) => {
      if (!is(next, mark === DOLLAR ? '$' : '[')) return nok(next)
      effects.consume(next)
      effects.exit('formulaMark')
      return mark === DOLLAR ? (third) => (third === DOLLAR ? nok(third) : line(third)) : line
    }
  }

  function line(code: Code): State | undefined {
    if (isEnd(code) || isLineEnd(code)) {
      value.end()
      if (isEnd(code) || interrupts()) return end(code)
      isFirstLine = false
      return effects.check(isNext, nextLine, end)(code)
    }
    if (code !== mark) {
      value.consume(code)
      return code === BACKSLASH ? escaped : line
    }
    value.end()
    hasMark = false
    return effects.attempt({ partial: true, tokenize: tokenizeClosing }, end, notClosing)(code)
  }

  function notClosing(code: Code): State | undefined {
    if (hasMark && isFirstLine) return nok(code)
    value.consume(code)
    return code === BACKSLASH ? escaped : line
  }

  function escaped(code: Code): State | undefined {
    if (isEnd(code) || isLineEnd(code)) return line(code)
    value.consume(code)
    return line
  }

  function nextLine(code: Code): State {
    effects.enter('lineEnding')
    effects.consume(code)
    effects.exit('lineEnding')
    return line
  }

  function end(code: Code): State | undefined {
    effects.exit('formulaFlow')
    return ok(code)
  }

  /** The closing mark, and nothing behind it. */
  function tokenizeClosing(inner: Effects, isClosing: State, isNot: State): State {
    return (code) => {
      inner.enter('formulaClosing')
      inner.consume(code)
      return (next) => {
        if (!is(next, mark === DOLLAR ? '$' : ']')) return isNot(next)
        hasMark = true
        inner.consume(next)
        return rest
      }
    }

    function rest(code: Code): State | undefined {
      if (isEnd(code) || isLineEnd(code)) {
        inner.exit('formulaClosing')
        return isClosing(code)
      }
      if (!isSpace(code)) return isNot(code)
      inner.consume(code)
      return rest
    }
  }

  /** A line that is neither blank nor outside of what the formula stands in. */
  function tokenizeNext(this: TokenizeContext, inner: Effects, isOne: State, isNone: State): State {
    const { parser, now } = this
    return (code) => {
      inner.enter('lineEnding')
      inner.consume(code)
      inner.exit('lineEnding')
      return (next) => (parser.lazy[now().line] ? isNone(next) : blank(next))
    }

    function blank(code: Code): State | undefined {
      if (isEnd(code) || isLineEnd(code)) return isNone(code)
      if (!isSpace(code)) return isOne(code)
      inner.enter('whitespace')
      inner.consume(code)
      inner.exit('whitespace')
      return blank
    }
  }
}

/**
 * A formula within a text: between `$` and `$`, `$$` and `$$`, `\(` and `\)`, or `\[` and `\]`.
 *
 * Pandoc: "the opening $ must have a non-space character immediately to its right, while the closing $ must have a
 * non-space character immediately to its left, and must not be followed immediately by a digit". Nor does a letter or
 * a digit stand before an opening one: "US$5".
 */
export const formulaText: Construct = { name: 'formulaText', tokenize: tokenizeText }

/** By text, the marks that close nothing more in it: where one search has found none, a later one would not. */
const hopeless = new WeakMap<TokenizeContext, Set<string>>()

function hopelessIn(context: TokenizeContext): Set<string> {
  const marks = hopeless.get(context) ?? new Set()
  hopeless.set(context, marks)
  return marks
}

function tokenizeText(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const { previous } = this
  const without = hopelessIn(this)
  const value = valueOf(effects)
  let closing = ''
  let before: Code = null
  return start

  function start(code: Code): State | undefined {
    if (code === DOLLAR && (previous === DOLLAR || isWord(previous))) return nok(code)
    effects.enter('formulaText')
    effects.enter('formulaMark')
    effects.consume(code)
    return code === DOLLAR ? dollars : bracket
  }

  function dollars(code: Code): State | undefined {
    if (code !== DOLLAR) {
      if (isSpace(code)) return nok(code)
      return begin('$')(code)
    }
    effects.consume(code)
    return (next) => (next === DOLLAR ? nok(next) : begin('$$')(next))
  }

  function bracket(code: Code): State | undefined {
    if (!is(code, '(') && !is(code, '[')) return nok(code)
    effects.consume(code)
    return begin(is(code, '(') ? '\\)' : '\\]')
  }

  function begin(mark: string): State {
    closing = mark
    return (code) => {
      effects.exit('formulaMark')
      return without.has(mark) ? nok(code) : inside(code)
    }
  }

  function inside(code: Code): State | undefined {
    if (isEnd(code)) {
      without.add(closing)
      return nok(code)
    }
    if (isLineEnd(code)) {
      value.end()
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      before = code
      return inside
    }
    if (code === BACKSLASH || (code === DOLLAR && closing[0] === '$')) {
      value.end()
      return effects.attempt({ partial: true, tokenize: tokenizeClosing }, end, other)(code)
    }
    return take(code)
  }

  function take(code: Code): State {
    value.consume(code)
    before = code
    return inside
  }

  /** A backslash keeps its next character from having a meaning; marks of another number have none. */
  function other(code: Code): State | undefined {
    if (code === DOLLAR) return run(code)
    take(code)
    return (next) => (isEnd(next) || isLineEnd(next) ? inside(next) : take(next))
  }

  function run(code: Code): State | undefined {
    if (code !== DOLLAR) return inside(code)
    take(code)
    return run
  }

  function end(code: Code): State | undefined {
    effects.exit('formulaText')
    return ok(code)
  }

  function tokenizeClosing(inner: Effects, isClosing: State, isNot: State): State {
    let size = 0
    return (code) => {
      if (closing === '$' && isSpace(before)) return isNot(code)
      inner.enter('formulaClosing')
      return next(code)
    }

    function next(code: Code): State | undefined {
      if (size < closing.length) {
        if (!is(code, closing[size]!)) return isNot(code)
        size++
        inner.consume(code)
        return next
      }
      if (closing[0] === '$' && (code === DOLLAR || (closing === '$' && isDigit(code)))) return isNot(code)
      inner.exit('formulaClosing')
      return isClosing(code)
    }
  }
}
