import { describe, expect, it } from 'vitest'
import type { Message, MessagePart } from '../message.ts'
import { gemini } from './gemini.ts'
import { outcomeOf, play } from './play.suite.ts'
import { describeProtocol } from './protocol.suite.ts'

const chunk = (parts: object[], rest: object = {}, candidate: object = {}): object => ({
  candidates: [{ content: { parts, role: 'model' }, index: 0, ...candidate }],
  modelVersion: 'm-1',
  responseId: 'r-1',
  ...rest,
})
const last = (finishReason: string, parts: object[] = []): object => chunk(parts, {}, { finishReason })
const usageMetadata = {
  promptTokenCount: 10,
  candidatesTokenCount: 5,
  totalTokenCount: 25,
  thoughtsTokenCount: 3,
  toolUsePromptTokenCount: 7,
  cachedContentTokenCount: 4,
}
const call = (name: string, args: object): object => ({ functionCall: { name, args } })

describeProtocol(gemini, {
  contentType: 'text/event-stream',
  body: sse(
    chunk([{ text: 'Größe? ', thought: true }]),
    chunk([{ text: '🤔', thought: true }]),
    chunk([{ text: 'It is ' }]),
    chunk([{ text: '世界' }, { text: '', thoughtSignature: 'c2ln' }]),
    chunk([call('add', { a: 1, b: [2] })]),
    chunk(
      [],
      { usageMetadata },
      {
        finishReason: 'STOP',
        groundingMetadata: { groundingChunks: [{ web: { uri: 'https://a.example', title: 'A' } }] },
      },
    ),
  ),
})

describe('gemini: parts', () => {
  it('become reasoning, text and calls, with their signatures', () => {
    const { draft } = playChunks(
      chunk([{ text: 'a', thought: true }]),
      chunk([{ text: 'b', thought: true }]),
      chunk([{ text: 'c' }]),
      chunk([{ text: 'd' }, { text: '', thoughtSignature: 's1' }]),
      chunk([{ ...call('f', { x: 1 }), thoughtSignature: 's2' }, call('f', {})]),
      chunk([{ text: 'e' }]),
      last('STOP'),
    )
    expect(draft.snapshot().parts).toMatchObject([
      { type: 'reasoning', text: 'ab', state: 'done' },
      { type: 'text', text: 'cd', state: 'done', signature: { protocol: 'gemini', value: 's1' } },
      {
        type: 'tool',
        toolCallId: 'r-1-0',
        toolName: 'f',
        input: { x: 1 },
        signature: { protocol: 'gemini', value: 's2' },
      },
      { type: 'tool', toolCallId: 'r-1-1', toolName: 'f', input: {} },
      { type: 'text', text: 'e' },
    ])
    expect(draft).toMatchObject({
      finishReason: 'tool-calls',
      rawFinishReason: 'STOP',
      done: true,
      messageId: 'r-1',
      model: 'm-1',
    })
  })

  it('of calls may come in pieces, whose strings grow', () => {
    const piece = (partialArgs: object[], willContinue = true): object =>
      chunk([{ functionCall: { partialArgs, willContinue } }])
    const { events, draft } = playChunks(
      chunk([{ functionCall: { name: 'cook', willContinue: true } }]),
      piece([{ jsonPath: '$.recipe.steps[0]', stringValue: 'cut ', willContinue: true }]),
      piece([{ jsonPath: '$.recipe.steps[0]', stringValue: 'onions' }]),
      piece([
        { jsonPath: '$.recipe.steps[1]', stringValue: 'fry' },
        { jsonPath: "$['for'].people", numberValue: 2 },
      ]),
      piece([
        { jsonPath: '$.hot', boolValue: true },
        { jsonPath: '$.note', nullValue: 'NULL_VALUE' },
      ]),
      chunk([{ functionCall: {} }]),
      chunk([{ functionCall: { name: 'serve', willContinue: true } }]),
      piece([{ jsonPath: '$.at', stringValue: 'noon' }]),
      last('STOP'),
    )
    expect(outcomeOf(draft).toolCalls).toMatchObject([
      {
        toolName: 'cook',
        state: 'input-available',
        input: { recipe: { steps: ['cut onions', 'fry'] }, for: { people: 2 }, hot: true, note: null },
      },
      { toolName: 'serve', state: 'input-available', input: { at: 'noon' } },
    ])
    expect(events.filter((event) => event.type === 'tool-input-patch' && event.append)).toHaveLength(1)
  })

  it.each([
    ['by the body', []],
    ['by a limit', [last('MAX_TOKENS')]],
  ])('cut in the middle of a call %s are truncated', (_, end) => {
    const piece = {
      partialArgs: [{ jsonPath: '$.a', stringValue: 'x', willContinue: true }],
      willContinue: true,
    }
    const { draft } = playChunks(
      chunk([{ functionCall: { name: 'f', willContinue: true } }]),
      chunk([{ functionCall: piece }]),
      ...end,
    )
    expect(outcomeOf(draft).toolCalls).toMatchObject([{ state: 'input-truncated', input: { a: 'x' } }])
  })

  it('of code that Google runs have its output', () => {
    const { draft } = playChunks(
      chunk([{ executableCode: { language: 'PYTHON', code: 'print(1)' } }]),
      chunk([{ codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1\n' } }]),
      chunk([{ executableCode: { language: 'PYTHON', code: '1/0' } }]),
      chunk([{ codeExecutionResult: { outcome: 'OUTCOME_FAILED', output: 'ZeroDivisionError' } }]),
      last('STOP'),
    )
    expect(draft.snapshot().parts).toMatchObject([
      { toolName: 'code_execution', hosted: true, input: { code: 'print(1)' }, output: '1\n' },
      { toolName: 'code_execution', hosted: true, state: 'output-error', errorText: 'ZeroDivisionError' },
    ])
    expect(draft.finishReason).toBe('stop')
  })

  it('may be files', () => {
    expect(
      playChunks(
        chunk([
          { inlineData: { mimeType: 'image/png', data: 'AA' } },
          { fileData: { mimeType: 'video/mp4', fileUri: 'https://a.example/v' } },
        ]),
      ).draft.snapshot().parts,
    ).toEqual([
      { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,AA' },
      { type: 'file', mediaType: 'video/mp4', url: 'https://a.example/v' },
    ])
  })

  it('have sources, each once', () => {
    const metadata = {
      groundingMetadata: {
        groundingChunks: [
          { web: { uri: 'https://a.example', title: 'A' } },
          { retrievedContext: { title: 'B' } },
          { retrievedContext: { text: 'x' } },
        ],
      },
      citationMetadata: { citationSources: [{ uri: 'https://c.example', endIndex: 4 }] },
    }
    expect(outcomeOf(playChunks(chunk([], {}, metadata), chunk([], {}, metadata)).draft).sources).toEqual([
      { url: 'https://a.example', title: 'A' },
      { url: null, title: 'B' },
      { url: 'https://c.example', title: null },
    ])
  })

  it('may be missing', () => {
    expect(
      outcomeOf(
        playChunks(
          { candidates: [{ content: {} }] },
          { candidates: [{ finishReason: 'MAX_TOKENS', index: 0 }] },
        ).draft,
      ),
    ).toMatchObject({ text: '', finishReason: 'length', done: true })
  })
})

describe('gemini: usage and the end', () => {
  it('counts thoughts as output and the prompts of tools as input', () => {
    expect(
      playChunks(chunk([], { usageMetadata: { trafficType: 'x' } }), chunk([], { usageMetadata })).draft
        .usage,
    ).toEqual({ input: 17, output: 8, total: 25, reasoning: 3, cachedInput: 4, raw: usageMetadata })
  })

  it.each([
    ['STOP', 'stop'],
    ['MAX_TOKENS', 'length'],
    ['SAFETY', 'content-filter'],
    ['RECITATION', 'content-filter'],
    ['MALFORMED_FUNCTION_CALL', 'error'],
    ['LANGUAGE', 'other'],
  ])('reads the reason %s as %s', (raw, reason) => {
    expect(playChunks(last(raw)).draft).toMatchObject({
      finishReason: reason,
      rawFinishReason: raw,
      done: true,
    })
  })

  it('does not end with a reason that every chunk repeats', () => {
    const { events, draft } = playChunks(last('STOP', [{ text: 'a' }]), last('STOP', [{ text: 'b' }]))
    expect(outcomeOf(draft)).toMatchObject({ text: 'ab', done: true })
    expect(events.filter((event) => event.type === 'finish')).toHaveLength(1)
  })

  it('shows a blocked prompt as filtered', () => {
    expect(playChunks({ promptFeedback: { blockReason: 'SAFETY' } }).draft).toMatchObject({
      finishReason: 'content-filter',
      rawFinishReason: 'SAFETY',
      done: true,
    })
  })

  it('is truncated without a reason', () => {
    expect(playChunks(chunk([{ text: 'a' }])).draft.done).toBe(false)
  })

  it('reads the array that comes without alt=sse, also where it breaks off', () => {
    const first = `[${JSON.stringify(chunk([{ text: 'a' }]))}\r\n,\r\n`
    const body = `${first}${JSON.stringify(last('STOP', [{ text: 'b' }]))}\r\n]`
    const read = (text: string): unknown => outcomeOf(playBody(text, 'application/json').draft)
    expect(read(body)).toMatchObject({ text: 'ab', done: true })
    expect(read(`${first}{"candi`)).toMatchObject({ text: 'a', done: false })
  })
})

describe('gemini: errors', () => {
  const error = { code: 503, message: 'Overloaded', status: 'UNAVAILABLE' }

  it.each([
    ['as data', sse({ error }), 'text/event-stream'],
    [
      'bare, among events',
      `${sse(chunk([{ text: 'a' }]))}${JSON.stringify({ error }, null, 2)}\r\n`,
      'text/event-stream',
    ],
    ['as the whole body', JSON.stringify([{ error }]), 'application/json'],
  ])('are read %s', (_, body, type) => {
    const { draft } = playBody(body, type)
    expect(draft.error).toMatchObject({
      message: 'Overloaded',
      type: 'UNAVAILABLE',
      code: 503,
      status: 503,
      retryable: true,
    })
    expect(draft.done).toBe(false)
  })

  it('of one chunk leave the rest; unknown chunks and parts are passed on', () => {
    const { events, draft } = playBody(
      `${sse(chunk([{ text: 'a' }]))}data: {"cand\r\n\r\n${sse({ x: 1 }, chunk([{ newPart: {} }, {}]), last('STOP', [{ text: 'b' }]))}`,
    )
    expect(events.filter((event) => event.type === 'malformed')).toHaveLength(1)
    expect(events.filter((event) => event.type === 'unknown')).toHaveLength(2)
    expect(outcomeOf(draft).text).toBe('ab')
  })
})

describe('gemini: requests', () => {
  const from = (role: Message['role'], ...parts: MessagePart[]): Message => ({
    id: 'm',
    role,
    parts,
    createdAt: 0,
  })
  const text = (value: string): MessagePart => ({ type: 'text', id: '0', text: value, state: 'done' })
  const encode = (...messages: Message[]): unknown =>
    JSON.parse(gemini().encode({ messages, body: { tools: [] }, id: 't', trigger: 'send' }).body)

  it('carry the thread, the system prompt apart, and files', () => {
    const sent = from(
      'user',
      text('Look'),
      { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,AA' },
      { type: 'file', mediaType: 'video/mp4', url: 'gs://b/v' },
    )
    expect(encode(from('system', text('Be kind')), sent)).toEqual({
      systemInstruction: { parts: [{ text: 'Be kind' }] },
      contents: [
        {
          role: 'user',
          parts: [
            { text: 'Look' },
            { inlineData: { mimeType: 'image/png', data: 'AA' } },
            { fileData: { mimeType: 'video/mp4', fileUri: 'gs://b/v' } },
          ],
        },
      ],
      tools: [],
    })
  })

  it('send signatures back with the texts and calls that they came with', () => {
    const signature = { protocol: 'gemini', value: 's' }
    const call = { type: 'tool', toolCallId: 'c', toolName: 'f', inputText: '', input: { x: 1 } } as const
    const answer = from(
      'assistant',
      { type: 'reasoning', id: 'r', text: 'hm', state: 'done', startedAt: 0, signature },
      { type: 'text', id: '0', text: 'Let me see', state: 'done', signature },
      { ...call, state: 'output-available', output: { y: 1 }, signature },
      { ...call, state: 'output-available', output: [1], signature: { protocol: 'other', value: 'x' } },
      { ...call, state: 'output-error', errorText: 'broken' },
      text('Done'),
    )
    const functionCall = { name: 'f', args: { x: 1 } }
    expect(encode(answer)).toEqual({
      contents: [
        {
          role: 'model',
          parts: [
            { text: 'Let me see', thoughtSignature: 's' },
            { functionCall, thoughtSignature: 's' },
            { functionCall },
            { functionCall },
          ],
        },
        {
          role: 'user',
          parts: [
            { functionResponse: { name: 'f', response: { y: 1 } } },
            { functionResponse: { name: 'f', response: { output: [1] } } },
            { functionResponse: { name: 'f', response: { error: 'broken' } } },
          ],
        },
        { role: 'model', parts: [{ text: 'Done' }] },
      ],
      tools: [],
    })
  })
})

function sse(...chunks: object[]): string {
  return chunks.map((item) => `data: ${JSON.stringify(item)}\r\n\r\n`).join('')
}

function playBody(body: string, type = 'text/event-stream'): ReturnType<typeof play> {
  return play(
    { headers: new Headers({ 'content-type': type }) },
    gemini(),
    [new TextEncoder().encode(body)],
    'clean',
  )
}

function playChunks(...chunks: object[]): ReturnType<typeof play> {
  return playBody(sse(...chunks))
}
