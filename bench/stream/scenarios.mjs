// What is measured: the streams, and who reads them.

/**
 * @typedef {object} Scenario
 * @property {string} title
 * @property {'tokens' | 'events'} wire Chat Completions, or a live feed
 * @property {number} count tokens or events that are measured
 * @property {number | undefined} rate of them a second; all at once where it is undefined
 * @property {number} before tokens that are on the screen already when the measuring begins
 * @property {number} warm events that come at the rate before the measuring begins
 * @property {number} rehearsal tokens of an answer that is read and shown before the one that is measured
 * @property {number} history messages above the answer
 * @property {'script' | 'all'} measures main-thread CPU of scripts alone, or also of style, layout and paint
 * @property {number} repeats pages that each contender is measured in
 * @property {number} bar what ours may cost, as a multiple of the yardstick
 * @property {readonly string[]} ours the contenders that are held to it
 * @property {readonly string[]} contenders the yardstick first
 */

/** @type {Record<string, Scenario>} */
export const scenarios = {
  burst: {
    title: '10,000 tokens in one burst, behind the first 500',
    wire: 'tokens',
    count: 10_000,
    rate: undefined,
    before: 500,
    warm: 0,
    rehearsal: 0,
    history: 0,
    measures: 'script',
    repeats: 9,
    bar: 1.3,
    ours: ['store', 'hook'],
    contenders: ['yardstick', 'oneNode', 'paragraphs', 'setState', 'fetchEventSource', 'store', 'hook'],
  },
  longBurst: {
    title: '100,000 tokens in one burst, behind the first 500',
    wire: 'tokens',
    count: 100_000,
    rate: undefined,
    before: 500,
    warm: 0,
    rehearsal: 0,
    history: 0,
    measures: 'script',
    repeats: 5,
    bar: 1.3,
    ours: ['store', 'hook'],
    contenders: ['yardstick', 'oneNode', 'paragraphs', 'setState', 'fetchEventSource', 'store', 'hook'],
  },
  thread: {
    title: '200 tokens/s for 10 s, 200 messages on screen',
    wire: 'tokens',
    count: 2_000,
    rate: 200,
    before: 0,
    warm: 0,
    rehearsal: 1_000,
    history: 200,
    measures: 'script',
    repeats: 5,
    bar: 1.2,
    ours: ['store', 'hook', 'ownList', 'messageList'],
    contenders: ['yardstick', 'store', 'hook', 'ownList', 'messageList', 'chat'],
  },
  feed: {
    title: '1,000 events/s for 10 s',
    wire: 'events',
    count: 10_000,
    rate: 1_000,
    before: 0,
    warm: 5_000,
    rehearsal: 0,
    history: 0,
    measures: 'script',
    repeats: 5,
    bar: 1.1,
    ours: ['feed'],
    contenders: ['yardstick', 'feed'],
  },
  longText: {
    title: '360 KB on screen, 200 tokens/s more for 10 s',
    wire: 'tokens',
    count: 2_000,
    rate: 200,
    before: 72_000,
    warm: 0,
    rehearsal: 0,
    history: 0,
    measures: 'all',
    repeats: 3,
    bar: 0.35,
    ours: ['store', 'messageList'],
    contenders: [
      'yardstick',
      'oneNode',
      'paragraphs',
      'setState',
      'fetchEventSource',
      'store',
      'messageList',
    ],
  },
}

const WORDS = 'a lake that fills grain by grain until it runs over the brim and becomes another river'.split(
  ' ',
)

/** Every so many tokens a paragraph ends. */
const PARAGRAPH = 80

/** The token at a position: a word, or the end of a paragraph; five characters on average. @param {number} at */
export function tokenAt(at) {
  return at % PARAGRAPH === PARAGRAPH - 1 ? '.\n\n' : ` ${WORDS[at % WORDS.length]}`
}

/** The first so many tokens as one text. @param {number} count */
export function textOf(count) {
  return Array.from({ length: count }, (_, at) => tokenAt(at)).join('')
}
