import type { Code, Construct, Effects, State, TokenizeContext } from 'micromark-util-types'
import { BACKSLASH, DOLLAR, is, isEnd, isLineEnd, isSpace, valueOf } from './formulaTokens.ts'

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
