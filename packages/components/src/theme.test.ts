import { readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataAttributes } from './anatomy.ts'

const root = import.meta.dirname
const sheets = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.css'),
)
const read = (file: string): string => readFileSync(resolve(root, file), 'utf8')
const theme = read('theme.css')
const rules = sheets.map(read).join('\n')

/** All matches of the first group, each once. */
function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name]) => name!))].sort()
}

type Scheme = 'light' | 'dark'

function color(name: string, scheme: Scheme): string {
  const pair = new RegExp(`--rivulet-${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(theme)
  return pair![scheme === 'light' ? 1 : 2]!
}

/** WCAG 2.2: "the relative brightness of any point in a colorspace". */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

describe.each<Scheme>(['light', 'dark'])('the %s colours', (scheme) => {
  it.each(['text', 'text-muted', 'accent', 'good', 'warning', 'bad'])('%s can be read', (name) => {
    for (const ground of ['background', 'surface'])
      expect(contrast(color(name, scheme), color(ground, scheme))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(found(theme, /--rivulet-(code-\w+):/g))('%s can be read', (name) => {
    expect(contrast(color(name, scheme), color('surface', scheme))).toBeGreaterThanOrEqual(4.5)
  })

  it('on-accent can be read on the accent', () => {
    expect(contrast(color('on-accent', scheme), color('accent', scheme))).toBeGreaterThanOrEqual(4.5)
  })

  it('line-strong can be seen', () => {
    for (const ground of ['background', 'surface'])
      expect(contrast(color('line-strong', scheme), color(ground, scheme))).toBeGreaterThanOrEqual(3)
  })
})

describe('the stylesheet', () => {
  it('uses only variables that there are, and all of them', () => {
    const defined = found(rules, /(--rivulet-[\w-]+):/g)
    expect(found(rules, /var\((--rivulet-[\w-]+)/g)).toEqual(defined)
  })

  it('knows only attributes of the constant map', () => {
    const used = found(rules, /\[(data-[\w-]+)/g)
    expect(Object.values(dataAttributes)).toEqual(expect.arrayContaining(used))
  })

  it('has every file in its layer', () => {
    const imported = found(read('styles.css'), /@import '\.\/([^']+)' layer\(rivulet\);/g)
    expect(imported).toEqual(sheets.filter((file) => file !== 'styles.css').sort())
  })

  it('gives every variable and attribute a line of documentation', () => {
    const page = readFileSync(resolve(root, '../../../docs/theming.md'), 'utf8')
    for (const name of [...found(theme, /(--rivulet-[\w-]+):/g), ...Object.values(dataAttributes)])
      expect(page).toContain(`| \`${name}\` |`)
  })
})
