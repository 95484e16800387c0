import type { Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import type { Construct, Extension, ParseContext } from 'micromark-util-types'
import { formulaSyntax, formulaTrees, limitFormulas } from './formulas.ts'
import { type Mentions, type Target, mentionsOf, visit } from './mentions.ts'
import { syntaxOf } from './syntax.ts'

/** What a text may refer to beyond itself. */
export interface Surroundings {
  definition(label: string): Target | undefined
  isNote(label: string): boolean
}

/** A text as a tree, without references to definitions: what is defined is a link, what is not is text. */
export interface Parsed {
  nodes: RootContent[]
  mentions: Mentions[]
  asked: Asked
}

/**
 * The labels whose definition, here or elsewhere, has a say in how a text is read, and what each was taken for;
 * footnotes' begin with `^`.
 */
export type Asked = ReadonlyMap<string, string>

/** What a definition means to those who refer to it: equal strings give equal trees. */
export function meaningOf(target: Target | undefined): string {
  return target ? `${target.at} ${target.url} ${target.title ?? ''}` : ''
}

/** @param offset where `source` begins in the whole text. */
export type Parse = (source: string, around: Surroundings, offset: number) => Parsed

/** What reads Markdown: CommonMark with GitHub's tables, task lists, deletions, autolinks and footnotes. */
export function createParse(hasFormulas: boolean): Parse {
  const formulas = hasFormulas ? [formulaSyntax] : []
  const treesOfFormulas = hasFormulas ? [formulaTrees] : []
  return (source, around, offset) => {
    const asked = new Map<string, string>()
    const text = hasFormulas ? limitFormulas(source) : source
    const { extensions, mdastExtensions } = syntaxOf(text)
    const root = fromMarkdown(text, {
      extensions: [...extensions, ...formulas, asking(around, asked)],
      mdastExtensions: [mdastExtensions, ...treesOfFormulas],
    })
    placeHeadings(root)
    const mentions = root.children.map((node) => mentionsOf(node, offset))
    if (asked.size > 0) {
      const target = targets(mentions, around)
      resolve(root, target)
      for (const label of asked.keys()) if (label[0] !== '^') asked.set(label, meaningOf(target(label)))
    }
    return { nodes: root.children, mentions, asked }
  }
}

/** The parser lets a heading that is underlined begin where the definitions right before it do. */
function placeHeadings({ children }: Root): void {
  for (const [index, node] of children.entries()) {
    const before = children[index - 1]
    const text = node.type === 'heading' ? node.children[0] : undefined
    if (text && before && node.position!.start.offset! < before.position!.end.offset!)
      node.position!.start = text.position!.start
  }
}

/**
 * Runs before the first block is read, and reads nothing: the tokenizer asks its parser what is defined, and from then
 * on the answers come from here.
 */
function asking(around: Surroundings, asked: Map<string, string>): Extension {
  let began = false
  const construct: Construct = {
    name: 'rivulet',
    tokenize(_effects, _ok, nok) {
      if (!began) {
        const parser: ParseContext & { gfmFootnotes?: string[] } = this.parser
        const { defined, gfmFootnotes } = parser
        parser.defined = known(defined, (label) => around.definition(label) !== undefined, '')
        parser.gfmFootnotes = known(gfmFootnotes ?? [], around.isNote, '^')
      }
      began = true
      return nok
    },
  }
  return { flowInitial: { null: construct } }

  /** A list that also has what is defined elsewhere, and that remembers the questions. */
  function known(before: string[], elsewhere: (label: string) => boolean, mark: string): string[] {
    const own = new Set(before)
    const list: string[] = []
    list.push = (identifier) => own.add(identifier).size
    list.includes = (identifier) => {
      const label = identifier.toLowerCase()
      const has = own.has(identifier) || elsewhere(label)
      asked.set(mark + label, has ? 'note' : '')
      return has
    }
    return list
  }
}

/** CommonMark: "If there are several matching definitions, the first one takes precedence". */
function targets(mentions: Mentions[], around: Surroundings): (label: string) => Target | undefined {
  const own = new Map<string, Target>()
  for (const { definitions } of mentions)
    for (const [label, target] of definitions) if (!own.has(label)) own.set(label, target)
  return (label) => {
    const here = own.get(label)
    const there = around.definition(label)
    return here && (!there || here.at < there.at) ? here : there
  }
}

/** Turns references into the links and images that they stand for. */
function resolve(root: Root, target: (label: string) => Target | undefined): void {
  visit(root, (node) => {
    if (node.type === 'linkReference' || node.type === 'imageReference') {
      const { url = '', title } = target(node.identifier) ?? {}
      Object.assign(node, { type: node.type === 'linkReference' ? 'link' : 'image', url, title })
    }
    return true
  })
}
