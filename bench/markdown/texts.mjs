// The texts of the benchmark, of own writing. All are deterministic.

const topics = [
  'the decoder',
  'a proxy',
  'the store',
  'an event',
  'the network',
  'a chunk',
  'the reader',
  'a retry',
]
const verbs = ['keeps', 'forwards', 'drops', 'measures', 'repeats', 'delays', 'splits', 'joins']
const things = [
  'every frame',
  'the last id',
  'a partial line',
  'its buffer',
  'half a character',
  'the heartbeat',
]

/** @param {readonly string[]} words @param {number} at */
const pick = (words, at) => words[at % words.length] ?? ''

/** @param {number} at */
function sentence(at) {
  const subject = pick(topics, at * 7 + 3)
  const first = `${subject.slice(0, 1).toUpperCase()}${subject.slice(1)} ${pick(verbs, at * 5)} ${pick(things, at * 3)}`
  switch (at % 5) {
    case 0:
      return `${first}, which is **why it matters** that ${pick(topics, at)} ${pick(verbs, at + 1)} ${pick(things, at)}.`
    case 1:
      return `${first}; see [the note ${at}](https://example.com/notes/${at}) for what happens when it does not.`
    case 2:
      return `${first} with \`read(${at})\`, and *only then* ${pick(verbs, at + 3)} ${pick(things, at + 2)}.`
    case 3:
      return `${first} before ${pick(topics, at + 4)} ${pick(verbs, at + 2)} ${pick(things, at + 5)}, so nothing is lost.`
    default:
      return `${first}. That took ${at % 90} ms at most, and cost nothing more than a comparison of two numbers.`
  }
}

/** @param {number} at @param {number} count */
const paragraph = (at, count) =>
  Array.from({ length: count }, (_, index) => sentence(at * 11 + index)).join(' ')

/** @param {number} at */
function section(at) {
  const line = (/** @type {number} */ index) =>
    `  const part${index} = await read(${at + index}) // ${pick(things, at + index)}`
  return [
    `## ${at}. What ${pick(topics, at)} ${pick(verbs, at)}`,
    paragraph(at, 4),
    paragraph(at + 1, 3),
    Array.from({ length: 5 }, (_, index) => `- ${sentence(at + index * 3)}`).join('\n'),
    [
      '```ts',
      `export async function step${at}(): Promise<void> {`,
      ...[0, 1, 2, 3, 4, 5].map(line),
      '}',
      '```',
    ].join('\n'),
    paragraph(at + 2, 5),
    [
      '| name | unit | meaning |',
      '| --- | ---: | --- |',
      ...[0, 1, 2, 3].map((row) => `| \`field${at + row}\` | ${row * 12} ms | ${pick(things, at + row)} |`),
    ].join('\n'),
    `> ${sentence(at + 9)}\n> ${sentence(at + 10)}`,
    Array.from({ length: 4 }, (_, index) => `${index + 1}. ${sentence(at + index * 2)}`).join('\n'),
  ].join('\n\n')
}

/** @param {number} length @param {(at: number) => string} piece @param {string} between */
function repeatTo(length, piece, between) {
  let text = ''
  for (let at = 1; text.length < length; at++) text += piece(at) + between
  return text.slice(0, length)
}

/** By the heading of their column. @type {Record<string, string>} */
export const texts = {
  'mixed, 50 KB': repeatTo(50_000, section, '\n\n'),
  'mixed, 200 KB': repeatTo(200_000, section, '\n\n'),
  'one list, 50 KB': repeatTo(50_000, (at) => `- ${sentence(at)}`, '\n'),
  'one fence, 50 KB': `\`\`\`ts\n${repeatTo(50_000, (at) => `  const value${at} = read(${at}) // ${pick(things, at)}`, '\n')}`,
  'one footnote, 50 KB': repeatTo(50_000, section, '\n\n')
    .replace('.', '.[^1]')
    .replace('\n\n', '\n\n[^1]: A note.\n\n'),
}
