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
/** Those that begin with `h` or `w`: every word may begin an address of mail, and is read twice for that. */
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

/**
 * GitHub's syntax without what `source` cannot have, which is most of it, and takes the parser as long as all else.
 */
export function syntaxOf(source: string): Extension[] {
  const own = MAIL.test(source) ? [addresses] : WEB.test(source) ? [urls] : []
  return [...own, ...marks, ...(UNDER_HEAD.test(source) ? [tables] : [])]
}

/** What makes trees of it. */
export function treesOf(source: string): Trees {
  return MAIL.test(source) || WEB.test(source) ? trees : treesWithoutAddresses
}
