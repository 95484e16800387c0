import type { Code, Effects } from 'micromark-util-types'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    formulaFlow: 'formulaFlow'
    formulaText: 'formulaText'
    formulaMark: 'formulaMark'
    formulaClosing: 'formulaClosing'
  }
}

/** Codes are of UTF-16; ends of lines and tabs have negative ones, and the end of the text is `null`. */
export const DOLLAR = 36
export const BACKSLASH = 92
const WORD = /[\p{L}\p{N}]/u

/** The end of the text. */
export const isEnd = (code: Code): code is null => code === null
export const isLineEnd = (code: Code): boolean => code !== null && code < -2
/** White space, or an end. */
export const isSpace = (code: Code): boolean => code === null || code < 0 || code === 32
export const is = (code: Code, character: string): boolean => code === character.charCodeAt(0)
export const isWord = (code: Code): boolean =>
  code !== null && code > 0 && WORD.test(String.fromCharCode(code))
export const isDigit = (code: Code): boolean => code !== null && code >= 48 && code <= 57

/** Writes the value of a formula in pieces, one a line, none of them empty: to trees they are code. */
export interface Value {
  consume(code: Code): void
  end(): void
}

export function valueOf(effects: Effects): Value {
  let isOpen = false
  return {
    consume(code) {
      if (!isOpen) effects.enter('codeTextData')
      isOpen = true
      effects.consume(code)
    },
    end() {
      if (isOpen) effects.exit('codeTextData')
      isOpen = false
    },
  }
}
