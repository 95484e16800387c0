import type { Code, InlineCode } from 'mdast'
import type { CompileContext, Extension as Trees, Token } from 'mdast-util-from-markdown'
import type { Extension } from 'micromark-util-types'
import { formulaFlow } from './formulaFlow.ts'
import { formulaText } from './formulaText.ts'
import { eachRun, neutral } from './neutralize.ts'

declare module 'mdast' {
  interface InlineCodeData {
    isFormula?: boolean
  }
  interface CodeData {
    /** Whether the end of a formula is there. */
    isWhole?: boolean
  }
}

/** Formulas are code: a block has the language `math`, and code within a text is marked. */
export const formulaSyntax: Extension = {
  flow: { 36: formulaFlow, 92: formulaFlow },
  text: { 36: formulaText, 92: formulaText },
}

export const formulaTrees: Trees = {
  enter: {
    formulaFlow(token: Token) {
      this.enter({ type: 'code', lang: 'math', value: '', data: { isWhole: false } }, token)
      this.buffer()
    },
    formulaText(token: Token) {
      this.enter({ type: 'inlineCode', value: '', data: { isFormula: true } }, token)
      this.buffer()
    },
  },
  exit: {
    formulaFlow: leave,
    formulaText: leave,
    formulaClosing() {
      const node = this.stack.at(-2)
      if (node?.type === 'code') node.data = { isWhole: true }
    },
  },
}

function leave(this: CompileContext, token: Token): void {
  const value = this.resume().trim()
  const node = this.stack.at(-1) as Code | InlineCode
  node.value = value
  this.exit(token)
}

/** Marks of formulas in one run of lines; more of them take the parser too long. */
const MANY = 100
const MARK = /\\[\s\S]|\$/g
const OPENING = /^(?:\$|\\[([])$/

/** The text with the marks of formulas that come too often as text, one for one. */
export function limitFormulas(source: string): string {
  return source.length > MANY ? eachRun(source, limitRun) : source
}

function limitRun(run: string): string {
  let count = 0
  return run.replace(MARK, (mark) =>
    OPENING.test(mark) && ++count > MANY ? neutral(mark[0]!) + mark.slice(1) : mark,
  )
}
