import type { Summaries } from './plainText.ts'

/**
 * What is between marks, in this order: code, an escape, an image, a link, a note, an address in angle brackets, marks
 * of emphasis. Every repetition is bounded or stops at its own opening character, so that no text costs more than its length.
 */
const PIECES =
  /(?<tick>`{1,4})(?<code>[^`]{1,2000})\k<tick>(?!`)|\\(?<escaped>[!-/:-@[-`{-~])|!\[(?<alt>[^[\]]{0,999})\](?:\([^()\s]{0,2000}(?:\s[^()]{0,999})?\)|\[[^[\]]{0,999}\])|\[\^[^[\]\s]{1,99}\]:?|\[(?<link>[^[\]]{1,999})\](?:\([^()\s]{0,2000}(?:\([^()\s]{0,999}\)[^()\s]{0,999})?(?:\s[^()]{0,999})?\)|\[[^[\]]{0,999}\])|<(?<address>(?:https?:|mailto:)[^\s<>]{1,2000})>|`+|\*\*|__|~~|\*(?!\s)|(?<=\S)\*|(?<![\p{L}\p{N}])_(?!\s)|(?<=\S)_(?![\p{L}\p{N}])/gu

/** A line of Markdown without its marks. */
export function plainInline(text: string, words: Pick<Summaries, 'image'>): string {
  return text.replaceAll(PIECES, (...match: unknown[]) => {
    const { code, escaped, alt, link, address } = match.at(-1) as Record<string, string | undefined>
    if (alt !== undefined) return words.image(plainInline(alt, words))
    if (link !== undefined) return plainInline(link, words)
    return code ?? escaped ?? address ?? ''
  })
}
