import { describe, expect, it } from 'vitest'
import type { CompletionEvent } from '../events.ts'
import type { Message } from '../message.ts'
import { openaiChat } from './openaiChat.ts'
import type { OpenaiChatOptions } from './openaiChat.ts'
import { outcomeOf, play } from './play.suite.ts'
import { describeProtocol } from './protocol.suite.ts'

const chunk = (delta: object, rest: object = {}, choice: object = {}): object => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'm-1',
  choices: [{ index: 0, delta, logprobs: null, finish_reason: null, ...choice }],
  ...rest,
})
const finish = (reason: string, rest: object = {}): object => chunk({}, rest, { finish_reason: reason })
const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 }
const tool = (
  index: number | undefined,
  id: string | null | undefined,
  name: string | undefined,
  args: unknown,
) => ({
  tool_calls: [{ index, id, type: 'function', function: { name, arguments: args } }],
})

describeProtocol(openaiChat, {
  contentType: 'text/event-stream',
  body: sse(
    chunk({ role: 'assistant', content: '' }),
    chunk({ reasoning_content: 'Let me ' }),
    chunk({ reasoning_content: 'think 🤔', content: null }),
    chunk({ content: 'Grüße' }),
    chunk({ content: ', 世界 👋🏽\n' }),
    chunk({
      annotations: [{ type: 'url_citation', url_citation: { url: 'https://a.example', title: 'A' } }],
    }),
    chunk(tool(0, 'call_1', 'weather', '')),
    chunk(tool(0, undefined, undefined, '{"city":"K')),
    chunk(tool(1, 'call_2', 'time', '{}')),
    chunk(tool(0, undefined, undefined, 'öln"}')),
    finish('tool_calls'),
    { id: 'chatcmpl-1', model: 'm-1', choices: [], usage },
    '[DONE]',
  ),
})

describe('openaiChat: text and reasoning', () => {
  it('reads content and skips what is empty', () => {
    const outcome = read(
      chunk({ role: 'assistant', content: '' }),
      chunk({ content: 'Hel' }),
      chunk({ content: 'lo' }),
      finish('stop'),
      '[DONE]',
    )
    expect(outcome).toMatchObject({ text: 'Hello', finishReason: 'stop', done: true, error: null })
  })

  it.each([
    ['reasoning_content', [{ reasoning_content: 'a' }, { reasoning_content: 'b', content: null }]],
    ['reasoning', [{ reasoning: 'a', content: '' }, { reasoning: 'b' }]],
    [
      'both names with one text',
      [
        { reasoning_content: 'a', reasoning: 'a' },
        { reasoning: 'b', reasoning_content: 'b' },
      ],
    ],
    [
      'reasoning_details alone',
      [
        { reasoning_details: [{ type: 'reasoning.text', text: 'a' }] },
        {
          reasoning_details: [
            { type: 'reasoning.summary', summary: 'b' },
            { type: 'reasoning.encrypted', data: 'x' },
          ],
        },
      ],
    ],
    [
      'details beside a text',
      [
        { reasoning: 'a', reasoning_details: [{ text: 'a' }] },
        { reasoning: 'b', reasoning_details: [{ text: 'b' }] },
      ],
    ],
    [
      'Mistral’s lists',
      [
        { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'a' }] }] },
        { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'b' }] }] },
      ],
    ],
  ])('reads reasoning under %s', (_, deltas) => {
    const outcome = read(...deltas.map((delta) => chunk(delta)), chunk({ content: 'c' }), finish('stop'))
    expect(outcome).toMatchObject({ reasoning: 'ab', text: 'c' })
  })

  it('ends the reasoning where the text begins, and begins another where it goes on', () => {
    const { draft } = playChunks(
      chunk({ reasoning: 'a' }),
      chunk({ content: 'b' }),
      chunk({ reasoning: 'c' }),
      finish('stop'),
    )
    expect(draft.snapshot().parts.map((part) => [part.type, 'state' in part && part.state])).toEqual([
      ['reasoning', 'done'],
      ['text', 'done'],
      ['reasoning', 'done'],
    ])
  })

  it('reads Mistral’s content, list and string in one stream', () => {
    const outcome = read(
      chunk({
        content: [
          { type: 'text', text: 'a' },
          { type: 'reference', reference_ids: [1] },
        ],
      }),
      chunk({ content: 'b' }),
    )
    expect(outcome.text).toBe('ab')
  })

  it('reads a refusal, and no empty one', () => {
    const outcome = read(
      chunk({ refusal: '' }),
      chunk({ refusal: 'I can’t ' }),
      chunk({ refusal: 'do that', content: null }),
      finish('stop'),
      '[DONE]',
    )
    expect(outcome).toMatchObject({ refusal: 'I can’t do that', text: '', finishReason: 'stop' })
    expect(read(chunk({ content: 'a', refusal: '' })).refusal).toBe('')
  })

  it('shows the first choice only, also where the index is missing', () => {
    const second = chunk({}, {}, { index: 1, delta: { content: 'X' }, finish_reason: 'length' })
    expect(read(chunk({ content: 'a' }), second, finish('stop'))).toMatchObject({
      text: 'a',
      finishReason: 'stop',
    })
    expect(read({ choices: [{ delta: { content: 'a' } }] }).text).toBe('a')
  })

  it('ignores Azure’s prelude, filter results and padding', () => {
    const prelude = {
      id: '',
      model: '',
      object: '',
      choices: [],
      prompt_filter_results: [{ prompt_index: 0 }],
    }
    const filter = {
      id: '',
      model: '',
      choices: [{ index: 0, content_filter_results: {}, content_filter_offsets: {} }],
    }
    const { events } = playChunks(
      prelude,
      filter,
      chunk({ content: 'a' }, { obfuscation: 'xyz' }),
      finish('content_filter'),
    )
    expect(events.map((event) => event.type)).toEqual(['start', 'text-delta', 'finish', 'done'])
    expect(events[0]).toMatchObject({ messageId: 'chatcmpl-1', model: 'm-1' })
    expect(events[2]).toMatchObject({ reason: 'content-filter', rawReason: 'content_filter' })
  })

  it('does not add the message that Perplexity sends beside the delta', () => {
    const message = { role: 'assistant', content: 'ab' }
    expect(
      read(chunk({ content: 'a' }, {}, { message }), chunk({ content: 'b' }, {}, { message }), {
        choices: [{ message, finish_reason: 'stop' }],
      }).text,
    ).toBe('ab')
  })
})

describe('openaiChat: <think> tags', () => {
  it('stay in the text by default', () => {
    expect(read(chunk({ content: '<think>a</think>b' }))).toMatchObject({
      text: '<think>a</think>b',
      reasoning: '',
    })
  })

  it.each([[['<think>a</think>b']], ['<think>a</think>b'.split('')], [['<th', 'ink>a</', 'think>b']]])(
    'become reasoning where asked for, cut as %j',
    (pieces) => {
      expect(readWith({ thinkTags: true }, ...pieces.map((content) => chunk({ content })))).toMatchObject({
        text: 'b',
        reasoning: 'a',
      })
    },
  )

  it('may be open from the beginning', () => {
    expect(readWith({ thinkTags: 'open' }, chunk({ content: 'a</think>b' }))).toMatchObject({
      text: 'b',
      reasoning: 'a',
    })
  })

  it('lose no beginning of a tag that was none', () => {
    expect(readWith({ thinkTags: true }, chunk({ content: 'a < b <thi' }), finish('stop')).text).toBe(
      'a < b <thi',
    )
    expect(readWith({ thinkTags: true }, chunk({ content: 'x <' })).text).toBe('x <')
  })
})

describe('openaiChat: tool calls', () => {
  const call = (id: string, name: string, inputText: string, input: unknown) => ({
    toolCallId: id,
    toolName: name,
    inputText,
    input,
    state: 'input-available',
  })

  it('grow by index, also interleaved', () => {
    const outcome = read(
      chunk(tool(0, 'a', 'add', '')),
      chunk(tool(1, 'b', 'mul', '')),
      chunk(tool(0, undefined, undefined, '{"x"')),
      chunk(tool(1, null, '', '{"y":2}')),
      chunk(tool(0, '', undefined, ':1}')),
      finish('tool_calls'),
    )
    expect(outcome.toolCalls).toMatchObject([
      call('a', 'add', '{"x":1}', { x: 1 }),
      call('b', 'mul', '{"y":2}', { y: 2 }),
    ])
    expect(outcome.finishReason).toBe('tool-calls')
  })

  it.each([
    ['whole in one delta', [tool(0, 'a', 'f', '{"x":1}'), tool(1, 'b', 'g', '{"x":1}')]],
    [
      'without an index',
      [
        tool(undefined, 'a', 'f', '{"x"'),
        tool(undefined, undefined, undefined, ':1}'),
        tool(undefined, 'b', 'g', '{"x":1}'),
      ],
    ],
    ['all under one index', [tool(0, 'a', 'f', '{"x":1}'), tool(0, 'b', 'g', '{"x":1}')]],
    [
      'with another id for each piece',
      [tool(0, 'a', 'f', '{"x"'), tool(0, 'z', undefined, ':1}'), tool(1, 'b', 'g', '{"x":1}')],
    ],
    [
      'with a name repeated',
      [tool(0, 'a', 'f', '{"x"'), tool(0, 'a', 'f', ':1}'), tool(1, 'b', 'g', '{"x":1}')],
    ],
  ])('are told apart %s', (_, deltas) => {
    expect(read(...deltas.map((delta) => chunk(delta)), finish('tool_calls')).toolCalls).toMatchObject([
      call('a', 'f', '{"x":1}', { x: 1 }),
      call('b', 'g', '{"x":1}', { x: 1 }),
    ])
  })

  it('get ids where the wire has none', () => {
    const ids = read(
      chunk(tool(0, null, 'f', '{}')),
      chunk(tool(1, null, 'f', '{}')),
      finish('tool_calls'),
    ).toolCalls.map((found) => found.toolCallId)
    expect(ids).toEqual(['chatcmpl-1-0', 'chatcmpl-1-1'])
  })

  it.each<[args: unknown, inputText: string, input: unknown]>([
    ['', '', {}],
    [undefined, '', {}],
    [{ x: 1 }, '{"x":1}', { x: 1 }],
    ['null', 'null', null],
  ])('may have the arguments %j', (args, inputText, input) => {
    expect(read(chunk(tool(0, 'a', 'f', args)), finish('tool_calls')).toolCalls).toMatchObject([
      call('a', 'f', inputText, input),
    ])
  })

  it('are input-truncated where a limit cut their arguments', () => {
    expect(read(chunk(tool(0, 'a', 'f', '{"x": "abc')), finish('length'), '[DONE]').toolCalls).toMatchObject([
      { state: 'input-truncated', input: { x: 'abc' }, inputText: '{"x": "abc' },
    ])
    expect(read(chunk(tool(0, 'a', 'f', '')), finish('length')).toolCalls).toMatchObject([
      { state: 'input-truncated' },
    ])
  })

  it('may have the old form', () => {
    const outcome = read(
      chunk({ function_call: { name: 'f', arguments: '{"x"' } }),
      chunk({ function_call: { arguments: ':1}' } }),
      finish('function_call'),
    )
    expect(outcome).toMatchObject({
      toolCalls: [call('chatcmpl-1-0', 'f', '{"x":1}', { x: 1 })],
      finishReason: 'tool-calls',
    })
  })
})

describe('openaiChat: usage', () => {
  it.each([
    ['in a chunk of its own', [finish('stop', { usage: null }), { choices: [], usage }]],
    ['in the finish chunk', [finish('stop', { usage })]],
    ['beside a choice', [finish('stop'), chunk({ content: '' }, { usage })]],
    ['in every chunk', [chunk({}, { usage: { ...usage, completion_tokens: 1 } }), finish('stop', { usage })]],
    ['in x_groq', [finish('stop', { x_groq: { id: 'r', usage } })]],
    ['in the choice', [chunk({}, {}, { finish_reason: 'stop', usage })]],
  ])('is read %s', (_, chunks) => {
    expect(read(...chunks, '[DONE]').usageTotals).toEqual({ input: 10, output: 5 })
  })

  it('has its details', () => {
    const raw = {
      ...usage,
      prompt_tokens_details: { cached_tokens: 4 },
      completion_tokens_details: { reasoning_tokens: 3 },
    }
    expect(playChunks({ choices: [], usage: raw }).draft.usage).toEqual({
      input: 10,
      output: 5,
      total: 15,
      reasoning: 3,
      cachedInput: 4,
      raw,
    })
  })
})

describe('openaiChat: attachments', () => {
  it('reads citations with and without titles, each once', () => {
    const rest = {
      citations: ['https://a.example', 'https://b.example'],
      search_results: [{ url: 'https://a.example', title: 'A' }],
    }
    const outcome = read(chunk({ content: 'x' }, rest), chunk({ content: 'y' }, rest), finish('stop', rest))
    expect(outcome.sources).toEqual([
      { url: 'https://a.example', title: 'A' },
      { url: 'https://b.example', title: null },
    ])
  })

  it('reads annotations', () => {
    const url_citation = { url: 'https://a.example', title: 'A', content: 'c', start_index: 1, end_index: 5 }
    expect(
      playChunks(chunk({ annotations: [{ type: 'url_citation', url_citation }, { type: 'other' }] })).events,
    ).toContainEqual({
      type: 'source',
      url: 'https://a.example',
      title: 'A',
      range: [1, 5],
    })
  })

  it('reads images and audio', () => {
    const { draft } = playChunks(
      chunk({ images: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } }] }),
      chunk({ audio: { id: 'x', data: 'QU' } }),
      chunk({ audio: { data: 'JD', transcript: 'spoken' } }),
      finish('stop'),
    )
    expect(draft.snapshot().parts).toMatchObject([
      { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,AA' },
      { type: 'text', text: 'spoken' },
      { type: 'file', mediaType: 'audio/pcm', url: 'data:audio/pcm;base64,QUJD' },
    ])
  })
})

describe('openaiChat: the end', () => {
  it.each([
    ['stop', 'stop'],
    ['eos_token', 'stop'],
    ['length', 'length'],
    ['model_length', 'length'],
    ['tool_calls', 'tool-calls'],
    ['function_call', 'tool-calls'],
    ['content_filter', 'content-filter'],
    ['error', 'error'],
    ['insufficient_system_resource', 'error'],
    ['abort', 'other'],
    ['constructor', 'other'],
  ])('reads the reason %s as %s', (raw, reason) => {
    expect(playChunks(finish(raw)).draft).toMatchObject({
      finishReason: reason,
      rawFinishReason: raw,
      done: true,
    })
  })

  it('is [DONE], also without a reason', () => {
    expect(read(chunk({ content: 'a' }), '[DONE]')).toMatchObject({ done: true, finishReason: null })
  })

  it('is a reason without [DONE]', () => {
    expect(read(chunk({ content: 'a' }), finish('stop'))).toMatchObject({ done: true, finishReason: 'stop' })
  })

  it('is missing where neither came', () => {
    expect(read(chunk({ content: 'a' }, {}, { finish_reason: '' }))).toMatchObject({
      done: false,
      finishReason: null,
    })
  })

  it('keeps the reason where a gateway repeats it in a second chunk', () => {
    expect(read(finish('length'), finish('error')).finishReason).toBe('length')
    expect(read(finish('odd'), finish('stop')).finishReason).toBe('stop')
  })
})

describe('openaiChat: errors', () => {
  const error = { message: 'Too busy', type: 'server_error', code: 'busy' }

  it.each([
    ['as data', `data: ${JSON.stringify({ error })}\n\n`],
    ['as an event', `event: error\ndata: ${JSON.stringify({ error })}\n\n`],
    ['as a field', `error: ${JSON.stringify(error)}\n\n`],
    ['as bare JSON', `${JSON.stringify({ error }, null, 2)}\n`],
    ['in the old form of vLLM', `data: ${JSON.stringify({ object: 'error', ...error })}\n\n`],
  ])('are read %s, and the text before them stays', (_, wire) => {
    const { draft } = playBody(sse(chunk({ content: 'half' })) + wire)
    expect(outcomeOf(draft)).toMatchObject({ text: 'half', error, done: false })
  })

  it('are read beside choices, with the usage of the same chunk', () => {
    const outcome = read(
      finish('length'),
      chunk({}, { error: { code: 400, message: 'Limit' }, usage }),
      '[DONE]',
    )
    expect(outcome).toMatchObject({
      error: { message: 'Limit', code: 400 },
      usageTotals: { input: 10, output: 5 },
      finishReason: 'length',
      done: true,
    })
  })

  it.each([
    ['a text', '"no memory"', 'no memory'],
    ['text that is no JSON', 'no memory', 'no memory'],
    ['nothing', '', 'The server reported an error'],
  ])('may be %s', (_, data, message) => {
    expect(outcomeOf(playBody(`event: error\ndata: ${data}\n\n`).draft).error?.message).toBe(message)
  })

  it('may be a string in the chunk', () => {
    expect(read({ error: 'no memory' }).error?.message).toBe('no memory')
  })
})

describe('openaiChat: other frames', () => {
  it('reports a malformed chunk once and goes on', () => {
    const { events, draft } = playBody(
      `${sse(chunk({ content: 'a' }))}data: {"choices":[{"del\n\n${sse(chunk({ content: 'b' }), finish('stop'))}`,
    )
    expect(events.filter((event) => event.type === 'malformed')).toMatchObject([{ raw: '{"choices":[{"del' }])
    expect(outcomeOf(draft)).toMatchObject({ text: 'ab', done: true })
  })

  it('reports bare text once, and not as an answer', () => {
    const { events, draft } = play(
      { headers: new Headers({ 'content-type': 'text/plain' }) },
      openaiChat(),
      ['Hello, I am', ' no JSON', ' at all'].map((piece) => new TextEncoder().encode(piece)),
      'clean',
    )
    expect(events).toMatchObject([{ type: 'malformed', message: expect.stringContaining('“Hello, I am') }])
    expect(draft.done).toBe(false)
  })

  it('passes an unknown chunk on', () => {
    expect(playChunks({ object: 'new.thing', x: 1 }).events).toEqual([
      { type: 'unknown', format: 'openaiChat', raw: { object: 'new.thing', x: 1 } },
    ])
  })

  it('takes a whole answer from a server that does not stream', () => {
    const body = JSON.stringify({
      id: 'c',
      object: 'chat.completion',
      model: 'm',
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content: 'Hello',
            reasoning: 'hm',
            ...tool(undefined, 'a', 'f', '{}'),
          },
          finish_reason: 'stop',
        },
      ],
      usage,
    })
    expect(outcomeOf(playBody(body, 'application/json').draft)).toMatchObject({
      text: 'Hello',
      reasoning: 'hm',
      toolCalls: [{ toolName: 'f', state: 'input-available' }],
      finishReason: 'stop',
      usageTotals: { input: 10, output: 5 },
      done: true,
    })
  })

  it('reads legacy completions', () => {
    const piece = (text: string, finish_reason: string | null = null): object => ({
      object: 'text_completion',
      id: 'c',
      choices: [{ index: 0, text, logprobs: null, finish_reason }],
    })
    expect(read(piece('Hel'), piece('lo'), piece('', 'length'), '[DONE]')).toMatchObject({
      text: 'Hello',
      finishReason: 'length',
      done: true,
    })
  })

  it('reads llama.cpp’s own completions', () => {
    const last = { content: '', stop: true, stop_type: 'eos', tokens_predicted: 2 }
    expect(read({ content: 'Hel', stop: false }, { content: 'lo', stop: false }, last)).toMatchObject({
      text: 'Hello',
      finishReason: 'stop',
      done: true,
    })
  })
})

describe('openaiChat: requests', () => {
  const message = (role: Message['role'], ...parts: Message['parts']): Message => ({
    id: 'm',
    role,
    parts,
    createdAt: 0,
  })
  const said = (text: string) => ({ type: 'text', id: '0', text, state: 'done' }) as const
  const encode = (messages: Message[], body: Record<string, unknown> = {}): unknown =>
    JSON.parse(openaiChat().encode({ messages, body, id: 't', trigger: 'send' }).body)

  it('ask for a stream with usage; the application’s fields win', () => {
    expect(
      encode([message('system', said('Be kind')), message('user', said('Hi'))], {
        model: 'm',
        stream_options: undefined,
      }),
    ).toEqual({
      messages: [
        { role: 'system', content: 'Be kind' },
        { role: 'user', content: 'Hi' },
      ],
      stream: true,
      model: 'm',
    })
    expect(encode([])).toEqual({ messages: [], stream: true, stream_options: { include_usage: true } })
  })

  it('carry files and images', () => {
    const sent = message(
      'user',
      said('Look'),
      { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,AA' },
      { type: 'file', mediaType: 'audio/mpeg', url: 'data:audio/mpeg;base64,BB' },
      {
        type: 'file',
        mediaType: 'application/pdf',
        url: 'data:application/pdf;base64,CC',
        filename: 'a.pdf',
      },
    )
    expect(encode([sent])).toMatchObject({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Look' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
            { type: 'input_audio', input_audio: { data: 'BB', format: 'mp3' } },
            { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,CC' } },
          ],
        },
      ],
    })
  })

  it('carry tool calls with their results, call by call of the model', () => {
    const call = { type: 'tool', toolName: 'f', inputText: '{"x":1}', input: { x: 1 } } as const
    const answer = message(
      'assistant',
      { type: 'reasoning', id: 'r', text: 'hm', state: 'done', startedAt: 0 },
      said('Let me see'),
      { ...call, toolCallId: 'a', state: 'output-available', output: { y: 2 } },
      { ...call, toolCallId: 'b', state: 'output-error', errorText: 'broken' },
      { ...call, toolCallId: 'c', state: 'input-available' },
      { ...call, toolCallId: 'd', state: 'output-available', hosted: true, output: 1 },
      said('It is 2'),
    )
    const sent = (id: string) => ({ id, type: 'function', function: { name: 'f', arguments: '{"x":1}' } })
    expect(encode([answer])).toMatchObject({
      messages: [
        { role: 'assistant', content: 'Let me see', tool_calls: [sent('a'), sent('b')] },
        { role: 'tool', tool_call_id: 'a', content: '{"y":2}' },
        { role: 'tool', tool_call_id: 'b', content: 'broken' },
        { role: 'assistant', content: 'It is 2' },
      ],
    })
  })

  it('carry a refusal, and no message that has nothing to say', () => {
    expect(
      encode([message('assistant', { type: 'refusal', text: 'No' }), message('assistant')]),
    ).toMatchObject({
      messages: [{ role: 'assistant', content: null, refusal: 'No' }],
    })
  })
})

function sse(...data: (object | string)[]): string {
  return data.map((item) => `data: ${typeof item === 'string' ? item : JSON.stringify(item)}\n\n`).join('')
}

function playBody(
  body: string,
  type = 'text/event-stream',
  options?: OpenaiChatOptions,
): ReturnType<typeof play> {
  const headers = new Headers({ 'content-type': type })
  return play({ headers }, openaiChat(options), [new TextEncoder().encode(body)], 'clean')
}

function playChunks(
  ...data: (object | string)[]
): ReturnType<typeof play> & { events: readonly CompletionEvent[] } {
  return playBody(sse(...data))
}

function read(...data: (object | string)[]): ReturnType<typeof outcomeOf> {
  return outcomeOf(playChunks(...data).draft)
}

function readWith(options: OpenaiChatOptions, ...data: object[]): ReturnType<typeof outcomeOf> {
  return outcomeOf(playBody(sse(...data), 'text/event-stream', options).draft)
}
