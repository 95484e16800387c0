import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** One Markdown file: its path from the root, with `/`. */
export interface Page {
  file: string
  markdown: string
}

/** A heading and what stands under it, up to the next heading. */
export interface Section {
  /** `file#anchor`, also its address under `/`. */
  id: string
  file: string
  anchor: string
  heading: string
  /** The title of its page. */
  page: string
  /** Markdown, without the heading. */
  text: string
}

/** README.md and all Markdown under docs/. */
export async function readPages(root: string): Promise<Page[]> {
  const entries = await readdir(join(root, 'docs'), { recursive: true }).catch(() => [])
  const files = entries.filter((entry) => entry.endsWith('.md') && !entry.includes('node_modules')).sort()
  const paths = [join(root, 'README.md'), ...files.map((file) => join(root, 'docs', file))]
  const pages = await Promise.all(paths.map((path) => readPage(root, path)))
  return pages.filter((page) => page !== undefined)
}

async function readPage(root: string, path: string): Promise<Page | undefined> {
  const markdown = await readFile(path, 'utf8').catch(() => undefined)
  return markdown === undefined ? undefined : { file: relative(root, path).split(sep).join('/'), markdown }
}

const HEADING = /^(#{1,4})\s+(.+?)\s*#*$/
const FENCE = /^\s*(```|~~~)/
const COMMENT = /<!--[^]*?-->/g

/** Cuts a page at its headings; a `#` inside a code fence is none. */
export function sectionsOf({ file, markdown }: Page): Section[] {
  const sections: (Section & { lines: string[] })[] = []
  const anchors = new Map<string, number>()
  let page = file
  let fenced = false
  for (const line of markdown.replace(COMMENT, '').split(/\r?\n/)) {
    if (FENCE.test(line)) fenced = !fenced
    const [, level, title] = (fenced ? null : HEADING.exec(line)) ?? []
    if (title === undefined) sections.at(-1)?.lines.push(line)
    else {
      const heading = plainText(title)
      if (level === '#') page = heading
      const anchor = uniqueAnchor(heading, anchors)
      sections.push({ id: `${file}#${anchor}`, file, anchor, heading, page, text: '', lines: [] })
    }
  }
  return sections.map(({ lines, ...section }) => ({ ...section, text: lines.join('\n').trim() }))
}

/** GitHub's anchor of a heading, so that links work there too. */
function uniqueAnchor(heading: string, taken: Map<string, number>): string {
  const anchor = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
  const times = taken.get(anchor) ?? 0
  taken.set(anchor, times + 1)
  return times === 0 ? anchor : `${anchor}-${times}`
}

/** A heading without its code marks, emphasis and links. */
function plainText(markdown: string): string {
  return withoutLinks(markdown).replace(/[`*]/g, '')
}

/** Links lead nowhere outside their file: their text is left; images are left out. */
function withoutLinks(markdown: string): string {
  return markdown.replace(/!\[[^\]]*\]\([^)]*\)/g, '').replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
}
