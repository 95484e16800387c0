import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import type { Extension } from 'micromark-util-types'

type Trees = ReturnType<typeof gfmFromMarkdown>

/** A single `~` is "about", as in ~5 minutes, far more often than a deletion, which GitHub takes it for. */
const marks = [gfmFootnote(), gfmStrikethrough({ singleTilde: false }), gfmTaskListItem()]
const tables = gfmTable()
const addresses = gfmAutolinkLiteral()
/** The codes of `H`, `W`, `h` and `w`, with which addresses of pages begin. Every word may begin one of mail. */
const urls: Extension = {
  text: Object.fromEntries([72, 87, 104, 119].map((code) => [code, addresses.text![code]])),
}
const trees: Trees = gfmFromMarkdown()
const treesWithoutAddresses: Trees = trees.filter(({ transforms }) => !transforms)

/** A line that may be the second of a table, behind the marks of lists and quotes. */
const UNDER_HEAD = /^[ \t>*+\-\d.)|:]+$/m
/** An address of mail; an entity may be its `@`. */
const MAIL = /[@&]/
const WEB = /www|http/i

/** What the parser is given: what cuts a text into tokens, and what makes trees of them. */
interface Syntax {
  extensions: Extension[]
  mdastExtensions: Trees
}

/**
 * GitHub's syntax without what `source` cannot have, which is most of it, and takes the parser as long as all else.
 */
export function syntaxOf(source: string): Syntax {
  const hasMail = MAIL.test(source)
  const hasAddress = hasMail || WEB.test(source)
  const own = hasMail ? [addresses] : hasAddress ? [urls] : []
  return {
    extensions: [...own, ...marks, ...(UNDER_HEAD.test(source) ? [tables] : [])],
    mdastExtensions: hasAddress ? trees : treesWithoutAddresses,
  }
}
