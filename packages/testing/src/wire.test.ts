import { openaiChunks, pieces, sse, tokens, type ChunkStep, type Step } from '@rivulet/testing'
import { describe, expect, it } from 'vitest'

const isChunk = (step: Step): step is ChunkStep => step.type === 'chunk'

/** All bytes of the chunks, put together again. */
function bytesOf(steps: readonly Step[]): Uint8Array {
  const encoder = new TextEncoder()
  const parts = steps
    .filter(isChunk)
    .map(({ data }) => (typeof data === 'string' ? encoder.encode(data) : data))
  return new Uint8Array(parts.flatMap((part) => [...part]))
}
const textOf = (steps: readonly Step[]): string => new TextDecoder().decode(bytesOf(steps))
const sizesOf = (steps: readonly ChunkStep[]): number[] => steps.map(({ data }) => data.length)

describe('sse', () => {
  it('writes the fields of an event and the blank line', () => {
    expect(sse({ event: 'new-message', data: 'hi', id: 7, retry: 100 })).toBe(
      'event: new-message\nid: 7\nretry: 100\ndata: hi\n\n',
    )
  })

  it('gives each line of the data a line of its own', () => {
    expect(sse({ data: 'a\nb\r\nc\r\n' })).toBe('data: a\ndata: b\ndata: c\ndata: \n\n')
  })

  it('writes what is no string as JSON', () => {
    expect(sse({ data: { price: 1 } })).toBe('data: {"price":1}\n\n')
    expect(sse({ data: null })).toBe('data: null\n\n')
  })

  it('writes a heartbeat', () => {
    expect(sse({ comment: 'ping' })).toBe(': ping\n\n')
  })
})

describe('pieces', () => {
  it('cuts by bytes, inside characters too', () => {
    const steps = pieces('aé👋', 2)
    expect(sizesOf(steps)).toEqual([2, 2, 2, 1])
    expect(textOf(steps)).toBe('aé👋')
  })

  it('cuts bytes', () => {
    expect(sizesOf(pieces(new Uint8Array(5), 3))).toEqual([3, 2])
  })

  it('makes nothing of nothing', () => {
    expect(pieces('', 3)).toEqual([])
  })

  it('cuts by chance the same way for the same seed', () => {
    const text = 'x'.repeat(2_000)
    const sizes = sizesOf(pieces(text, { seed: 1, max: 4 }))
    expect(sizesOf(pieces(text, { seed: 1, max: 4 }))).toEqual(sizes)
    expect(sizesOf(pieces(text, { seed: 2, max: 4 }))).not.toEqual(sizes)
    expect(new Set(sizes)).toEqual(new Set([1, 2, 3, 4]))
    expect(textOf(pieces(text, { seed: 1 }))).toBe(text)
  })
})

describe('tokens', () => {
  it('cuts before the white space of each word, and loses nothing', () => {
    expect(tokens('Two words,\n\nthen  more ')).toEqual(['Two', ' words,', '\n\nthen', '  more', ' '])
    expect(tokens('')).toEqual([])
  })
})

describe('openaiChunks', () => {
  const frames = (steps: readonly Step[]): unknown[] =>
    textOf(steps)
      .split('\n\n')
      .filter(Boolean)
      .map((frame) => (frame === 'data: [DONE]' ? '[DONE]' : JSON.parse(frame.slice('data: '.length))))

  it('is a whole chat completion', () => {
    expect(frames(openaiChunks('Hello there'))).toMatchObject([
      { object: 'chat.completion.chunk', choices: [{ delta: { role: 'assistant' }, finish_reason: null }] },
      { choices: [{ delta: { content: 'Hello' }, finish_reason: null }] },
      { choices: [{ delta: { content: ' there' } }] },
      { choices: [{ delta: {}, finish_reason: 'stop' }] },
      { choices: [], usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } },
      '[DONE]',
    ])
  })

  it('takes tokens, their interval, and how it finishes', () => {
    const usage = { prompt_tokens: 10, completion_tokens: 20 }
    const steps = openaiChunks(['a', 'b'], { interval: 30, finishReason: 'length', usage, model: 'm' })
    expect(steps.filter((step) => step.type === 'wait')).toEqual([
      { type: 'wait', ms: 30 },
      { type: 'wait', ms: 30 },
    ])
    expect(frames(steps).slice(-3)).toMatchObject([
      { model: 'm', choices: [{ finish_reason: 'length' }] },
      { usage: { total_tokens: 30 } },
      '[DONE]',
    ])
  })
})
