import type { Highlighter } from './highlighter.ts'
import { languages } from './streamLanguages.ts'

/**
 * Colours code by CodeMirror's stream parsers, which read a line with nothing but what the lines before it left behind.
 * Each language is loaded when its first block is shown; a block whose language is not among them stays plain.
 *
 * @example highlight={() => import('@rivulet/components/highlight')}
 */
export const highlighter: Highlighter = {
  open: (language) => {
    const names = Object.keys(languages).find((each) => each.split(' ').includes(language))
    return names === undefined ? undefined : languages[names]!()
  },
}
