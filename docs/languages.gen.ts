import { languages } from '../packages/components/src/StreamingMarkdown/code/streamLanguages.ts'

/** The languages of the kit's highlighter, each by the first of its names. */
export function render(): string {
  const names = Object.keys(languages).map((each) => each.split(' ')[0] ?? '')
  return `${names
    .sort()
    .map((name) => `\`${name}\``)
    .join(', ')}.`
}
