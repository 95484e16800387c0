import type { Section } from './documentation.ts'

/**
 * The first paragraphs of a section as Markdown, whole ones, up to about `limit` characters and at least one. Tables
 * become lists, which need no width.
 */
export function excerptOf(section: Section, limit: number): string {
  const blocks = blocksOf(section.text).map(readable)
  let excerpt = blocks[0] ?? ''
  for (const block of blocks.slice(1)) {
    if (excerpt.length + block.length > limit) break
    excerpt += `\n\n${block}`
  }
  return excerpt
}

const FENCE = /^\s*(```|~~~)/

/** Cut at blank lines, but not inside code fences. */
function blocksOf(markdown: string): string[] {
  const blocks: string[] = []
  let fenced = false
  let open = ''
  for (const line of markdown.split('\n')) {
    if (FENCE.test(line)) fenced = !fenced
    if (line.trim() !== '' || fenced) open += `${line}\n`
    else if (open) {
      blocks.push(open.trimEnd())
      open = ''
    }
  }
  return open ? [...blocks, open.trimEnd()] : blocks
}

/** A paragraph on one line, a table as a list; links lead nowhere outside their file, so their text is left. */
function readable(block: string): string {
  if (FENCE.test(block)) return block
  const text = block.replace(/!\[[^\]]*\]\([^)]*\)/g, '').replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
  if (text.startsWith('|')) return listOf(text)
  // A line that begins a list item or a quote stays a line of its own.
  return text.replace(/\n(?!\s*([-*>]|\d+\.)\s)\s*/g, ' ')
}

/** `- first cell: second`, and for wider tables `- first cell – column: second; column: third`. */
function listOf(table: string): string {
  const [header = [], , ...rows] = table.split('\n').map(cellsOf)
  return rows.map((cells) => `- ${cells.length > 2 ? named(header, cells) : cells.join(': ')}`).join('\n')
}

function named(header: string[], [first, ...rest]: string[]): string {
  const told = rest.map((cell, index) => (cell === '' ? '' : `${header[index + 1]}: ${cell}`))
  return `${first} – ${told.filter(Boolean).join('; ')}`
}

function cellsOf(row: string): string[] {
  return row
    .replace(/^\s*\|/, '')
    .replace(/\|\s*$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))
}
