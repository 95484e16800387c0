import type { Code, Construct, Effects, State, TokenizeContext } from 'micromark-util-types'
import {
  BACKSLASH,
  DOLLAR,
  is,
  isDigit,
  isEnd,
  isLineEnd,
  isSpace,
  isWord,
  valueOf,
} from './formulaTokens.ts'

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
