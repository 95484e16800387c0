import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message, MessagePart } from '../message.ts'
import { langGraph } from './langGraph.ts'
import type { LangGraphOptions } from './langGraph.ts'
import { outcomeOf, play } from './play.suite.ts'
import type { Played } from './play.suite.ts'
import { describeProtocol } from './protocol.suite.ts'

type Event = readonly [name: string, data: unknown]

const usage = { input_tokens: 10, output_tokens: 5, total_tokens: 15 }
const stop = { response_metadata: { finish_reason: 'stop' } }
const human = { type: 'human', id: 'h', content: 'Hi' }
const ai = (id: string, content: unknown, rest: object = {}) => ({ type: 'ai', id, content, ...rest })
const toolMessage = { type: 'tool', id: 'x', tool_call_id: 'c', name: 'f', content: '42', status: 'success' }
const calls = (args: object) => ({ tool_calls: [{ id: 'c', name: 'f', args, type: 'tool_call' }] })
const metadata: Event = ['metadata', { run_id: 'run-1' }]
const partial = (...messages: object[]): Event => ['messages/partial', messages]
const chunk = (id: string, content: unknown, rest: object = {}, place: object = {}): Event => [
  'messages',
  [
    { type: 'AIMessageChunk', id, content, ...rest },
    { langgraph_node: 'agent', ...place },
  ],
]
const callChunk = (id: string | null, name: string | null, args: string, index = 0) => ({
  tool_call_chunks: [{ id, name, args, index }],
})
const event = (method: string, data: object, ...namespace: string[]): Event => [
  method,
  { type: 'event', seq: 1, method, params: { namespace, timestamp: 1, data } },
]
const message = (name: string, rest: object = {}, ...namespace: string[]): Event =>
  event('messages', { event: name, ...rest }, ...(namespace.length > 0 ? namespace : ['agent:1']))
const block = (name: string, content: object, index = 0): Event =>
  message(`content-block-${name}`, name === 'delta' ? { index, delta: content } : { index, content })
const lifecycle = (state: string, ...namespace: string[]): Event =>
  event('lifecycle', { event: state }, ...namespace)

describeProtocol(langGraph, {
  contentType: 'text/event-stream',
  body: sse(
    metadata,
    chunk('a', [{ type: 'thinking', thinking: 'Hm, 🤔', index: 0 }]),
    chunk('a', 'Grüße', callChunk('c', 'weather', '{"city":')),
    chunk('a', '', callChunk(null, null, '"Köln"}')),
    chunk('a', '', { usage_metadata: usage, response_metadata: { stop_reason: 'tool_use' } }),
    ['messages', [toolMessage, { langgraph_node: 'tools' }]],
    ['custom', { progress: 1 }],
    chunk('b', ', 世界 👋🏽'),
    chunk('b', '\nBye', { usage_metadata: usage, ...stop }),
    ['values', { messages: [human], todos: ['a'] }],
    ['end', null],
  ),
})

describeProtocol(langGraph, {
  contentType: 'text/event-stream',
  body: sse(
    lifecycle('running'),
    message('message-start', { id: 'a', role: 'ai', usage }),
    block('start', { type: 'reasoning', reasoning: '' }),
    block('delta', { type: 'reasoning-delta', reasoning: 'Hm, 🤔' }),
    block('finish', { type: 'reasoning', reasoning: 'Hm, 🤔' }),
    block('start', { type: 'tool_call_chunk', id: 'c', name: 'weather', args: '' }, 1),
    block('delta', { type: 'tool-call-delta', args: '{"city":' }, 1),
    block('delta', { type: 'block-delta', fields: { type: 'tool_call_chunk', args: '{"city":"Köln"}' } }, 1),
    block('finish', { type: 'tool_call', id: 'c', name: 'weather', args: { city: 'Köln' } }, 1),
    message('message-finish', { reason: 'tool_calls', usage }),
    event('tools', { event: 'tool-finished', tool_call_id: 'c', output: '7' }, 'tools:1'),
    message('message-start', { id: 'b', role: 'ai' }),
    block('delta', { type: 'text-delta', text: 'Grüße, 世界 👋🏽' }),
    block('finish', { type: 'text', text: 'Grüße, 世界 👋🏽\nBye' }),
    message('message-finish', { reason: 'stop', usage }),
    lifecycle('completed'),
  ),
})

describe('langGraph: messages as far as they are', () => {
  it('replace what was there, message by message', () => {
    const { draft } = playEvents(
      metadata,
      partial(ai('a', '')),
      partial(ai('a', 'Let me', calls({}))),
      partial(ai('a', 'Let me see', calls({ x: 1 }))),
      partial(
        ai('a', 'Let me see', {
          ...calls({ x: 1, y: 2 }),
          usage_metadata: usage,
          response_metadata: { stop_reason: 'tool_use' },
        }),
      ),
      partial(toolMessage),
      partial(ai('b', [{ type: 'text', text: 'It is ' }])),
      partial(ai('b', [{ type: 'text', text: 'It is ' }, '42'], { usage_metadata: usage, ...stop })),
      ['messages/complete', [ai('b', 'It is 42', stop)]],
    )
    expect(draft.snapshot().parts).toMatchObject([
      { type: 'text', text: 'Let me see', state: 'done' },
      { type: 'tool', toolName: 'f', input: { x: 1, y: 2 }, state: 'output-available', output: '42' },
      { type: 'text', text: 'It is 42', state: 'done' },
    ])
    expect(outcomeOf(draft)).toMatchObject({
      usageTotals: { input: 20, output: 10 },
      finishReason: 'stop',
      done: true,
    })
    expect(draft).toMatchObject({ messageId: 'a' })
    expect(draft.snapshot().metadata).toEqual({ runId: 'run-1' })
  })

  it('have reasoning, which grows', () => {
    const thinking = (text: string) => [{ type: 'thinking', thinking: text }]
    expect(
      partsOf(
        partial(ai('a', thinking('Let'))),
        partial(ai('a', thinking('Let me'))),
        partial(ai('a', [...thinking('Let me'), { type: 'text', text: 'Hi' }])),
      ),
    ).toMatchObject([
      { type: 'reasoning', text: 'Let me', state: 'done' },
      { type: 'text', text: 'Hi' },
    ])
  })

  it('show a call that a limit cut off as it is', () => {
    const cut = { ...calls({ x: 1 }), response_metadata: { stop_reason: 'max_tokens' } }
    expect(partsOf(partial(ai('a', '', cut)))).toMatchObject([{ state: 'input-truncated', input: { x: 1 } }])
  })
})

describe('langGraph: chunks of messages', () => {
  it('are added by id, also where those of two messages interleave', () => {
    const outcome = read(
      chunk('a', 'one ', { usage_metadata: { input_tokens: 1, output_tokens: 1 } }),
      chunk('b', 'two ', { usage_metadata: { input_tokens: 10, output_tokens: 10 } }),
      chunk('a', 'three', { usage_metadata: { input_tokens: 0, output_tokens: 2 }, ...stop }),
      chunk('b', 'four', stop),
    )
    expect(outcome).toMatchObject({
      textParts: ['one three', 'two four'],
      usageTotals: { input: 11, output: 13 },
      done: true,
    })
  })

  it('have calls by index', () => {
    expect(
      partsOf(
        chunk('a', '', callChunk('c', 'f', '{"x":')),
        chunk('a', '', callChunk('d', 'g', '', 1)),
        chunk('a', '', callChunk(null, null, '1}')),
        chunk('a', '', { chunk_position: 'last' }),
      ),
    ).toMatchObject([
      { toolCallId: 'c', toolName: 'f', input: { x: 1 }, state: 'input-available' },
      { toolCallId: 'd', toolName: 'g', input: {}, state: 'input-available' },
    ])
  })

  it('end their calls with themselves', () => {
    const { events } = playEvents(chunk('a', '', callChunk('c', 'f', '{}')), chunk('a', '', stop))
    expect(events).toContainEqual({ type: 'tool-input-end', toolCallId: 'c', input: undefined })
  })

  it('may have calls without an index', () => {
    const loose = (id: string | undefined, name: string | undefined, args: string) => ({
      tool_call_chunks: [{ id, name, args }],
    })
    expect(
      partsOf(
        chunk('a', '', loose('c', 'f', '{"x":')),
        chunk('a', '', loose(undefined, undefined, '1}')),
        chunk('a', '', loose('d', 'g', '{}')),
        chunk('a', '', stop),
      ),
    ).toMatchObject([
      { toolCallId: 'c', input: { x: 1 } },
      { toolCallId: 'd', input: {} },
    ])
  })

  it.each(['text', 'text_delta', 'output_text'])('have text in blocks of type %s', (type) => {
    expect(
      read(
        chunk('a', [
          { type, text: 'Hi' },
          { type: 'image', text: 'no' },
        ]),
      ).text,
    ).toBe('Hi')
  })

  it('may be whole messages', () => {
    const whole = ai('a', 'Let me see', { ...calls({ x: 1 }), ...stop, usage_metadata: usage })
    const outcome = read(['messages', [whole, {}]], ['messages', [toolMessage, {}]])
    expect(outcome).toMatchObject({
      text: 'Let me see',
      toolCalls: [{ toolCallId: 'c', input: { x: 1 }, output: '42' }],
      usageTotals: { input: 10, output: 5 },
    })
  })

  it.each([
    ['DeepSeek', { additional_kwargs: { reasoning_content: 'hm' } }, ''],
    ['standard blocks', {}, [{ type: 'reasoning', reasoning: 'hm' }]],
    ['OpenAI', {}, [{ type: 'reasoning', summary: [{ type: 'summary_text', text: 'hm' }] }]],
  ])('have reasoning as %s has it', (_, rest, content) => {
    expect(partsOf(chunk('a', content, rest), chunk('a', 'Hi'))).toMatchObject([
      { type: 'reasoning', text: 'hm', state: 'done' },
      { type: 'text', text: 'Hi' },
    ])
  })

  it('of users are no part of the answer, and results of tools may be errors', () => {
    const failed = { ...toolMessage, content: 'no', status: 'error' }
    expect(partsOf(['messages', [human, {}]], ['messages', [failed, {}]])).toMatchObject([
      { toolCallId: 'c', toolName: 'f', state: 'output-error', errorText: 'no' },
    ])
  })
})

describe('langGraph: nodes', () => {
  const inTool = { langgraph_node: 'tools', langgraph_checkpoint_ns: 'tools:1' }

  it('that a tool asks a model in are not shown', () => {
    expect(read(chunk('a', 'no', {}, inTool), chunk('b', 'yes')).text).toBe('yes')
    expect(read(['messages|tools:1', [ai('a', 'no'), {}]], chunk('b', 'yes')).text).toBe('yes')
  })

  it('may be chosen', () => {
    const options = { nodes: ['writer'] }
    const writer = { langgraph_node: 'writer' }
    expect(readWith(options, chunk('a', 'no'), chunk('b', 'yes', {}, writer)).text).toBe('yes')
    const told = (id: string, node: string): Event => [
      'messages/metadata',
      { [id]: { metadata: { langgraph_node: node } } },
    ]
    expect(
      readWith(
        options,
        told('a', 'agent'),
        partial(ai('a', 'no')),
        told('b', 'writer'),
        partial(ai('b', 'yes')),
      ).text,
    ).toBe('yes')
  })
})

describe('langGraph: the state', () => {
  const state = (...messages: object[]): Event => ['values', { messages }]

  it('holds the answer where no messages come by themselves', () => {
    const old = [{ ...human, id: 'g' }, ai('old', 'Old')]
    const asked = [...old, human, ai('a', '', calls({ x: 1 })), toolMessage]
    const outcome = read(state(...old, human), state(...asked), state(...asked, ai('b', 'It is 42', stop)))
    expect(outcome).toMatchObject({
      text: 'It is 42',
      toolCalls: [{ toolCallId: 'c', input: { x: 1 }, output: '42' }],
      finishReason: 'stop',
      done: true,
    })
  })

  it('is no answer where the run begins with it', () => {
    const before = [human, ai('a', 'Shall I?')]
    expect(read(state(...before), state(...before, ai('b', 'I did', stop))).textParts).toEqual(['I did'])
    expect(read(state(...before)).text).toBe('')
  })

  it('adds nothing to messages that have come', () => {
    expect(read(state(human), chunk('a', 'Hi', stop), state(human, ai('a', 'Hi'))).text).toBe('Hi')
  })

  it('is a data part without its messages; updates are told, not kept', () => {
    const { events, draft } = playEvents(
      ['values', { messages: [human], todos: ['a'] }],
      ['updates', { agent: { todos: ['a', 'b'] } }],
      ['values', { messages: [human], todos: ['a', 'b'] }],
      ['values|agent:1', { todos: ['c'] }],
      ['custom', { progress: 1 }],
    )
    expect(draft.snapshot().parts).toEqual([
      { type: 'data', name: 'values', id: 'values', data: { todos: ['a', 'b'] } },
      { type: 'data', name: 'custom', data: { progress: 1 } },
    ])
    const updates = { agent: { todos: ['a', 'b'] } }
    expect(events).toContainEqual({ type: 'data', name: 'updates', data: updates, transient: true })
  })

  it.each<[string, Event]>([
    ['state', ['values', { __interrupt__: [{ id: 'i', value: 'Really?' }] }]],
    ['update', ['updates', { __interrupt__: [{ id: 'i', value: 'Really?' }] }]],
    ['event', event('input.requested', { interrupt_id: 'i', payload: 'Really?' })],
  ])('may ask the user something, told with a %s', (_, asking) => {
    expect(partsOf(asking)).toEqual([{ type: 'data', name: 'interrupt', id: 'i', data: 'Really?' }])
  })
})

describe('langGraph: the end', () => {
  it('is an end event, or that of the body behind a whole message', () => {
    expect(read(chunk('a', 'Hi'), ['end', null], chunk('a', '!'))).toMatchObject({ text: 'Hi', done: true })
    expect(read(chunk('a', 'Hi', stop)).done).toBe(true)
    expect(read(chunk('a', 'Hi'), ['values', { messages: [human] }]).done).toBe(true)
  })

  it('is missing inside of a message, and where nothing has come', () => {
    expect(read(chunk('a', 'Hi')).done).toBe(false)
    expect(read(chunk('a', 'Hi', stop), chunk('b', 'An')).done).toBe(false)
    expect(read(metadata, ['debug', {}]).done).toBe(false)
  })

  it.each([
    ['stop', 'stop'],
    ['end_turn', 'stop'],
    ['STOP', 'stop'],
    ['max_tokens', 'length'],
    ['tool_use', 'tool-calls'],
    ['SAFETY', 'content-filter'],
    ['new', 'other'],
  ])('has the reason of the last message: %s', (finish_reason, finishReason) => {
    const outcome = read(chunk('a', 'x', stop), chunk('b', 'y', { response_metadata: { finish_reason } }))
    expect(outcome.finishReason).toBe(finishReason)
  })

  it('may be an error', () => {
    const error: Event = ['error', { error: 'RateLimitError', message: 'Too many' }]
    expect(read(chunk('a', 'x'), error)).toMatchObject({
      text: 'x',
      error: { message: 'Too many', type: 'RateLimitError' },
    })
    expect(playBody('{"error":{"message":"no graph"}}', 'application/json').draft.error?.message).toBe(
      'no graph',
    )
  })
})

describe('langGraph: the event protocol', () => {
  it('streams blocks and tools; where the stream was thinned the finish has the rest', () => {
    expect(
      partsOf(
        message('message-start', { id: 'a' }),
        block('start', { type: 'reasoning', reasoning: '' }),
        block('delta', { type: 'reasoning-delta', reasoning: 'h' }),
        block('finish', { type: 'reasoning', reasoning: 'hm' }),
        block('delta', { type: 'text-delta', text: 'Let ' }, 1),
        block('finish', { type: 'text', text: 'Let me see' }, 1),
        block('finish', { type: 'tool_call', id: 'c', name: 'f', args: { x: 1 } }, 2),
        message('message-finish'),
        event('tools', { event: 'tool-started', tool_call_id: 'c', tool_name: 'f', input: '{}' }, 'tools:1'),
        event('tools', { event: 'tool-output-delta', tool_call_id: 'c', delta: '4' }, 'tools:1'),
        event('tools', { event: 'tool-finished', tool_call_id: 'c', output: toolMessage }, 'tools:1'),
      ),
    ).toMatchObject([
      { type: 'reasoning', text: 'hm', state: 'done' },
      { type: 'text', text: 'Let me see', state: 'done' },
      { toolCallId: 'c', toolName: 'f', input: { x: 1 }, state: 'output-available', output: '42' },
    ])
  })

  it('may send arguments twice, as pieces of the provider and as far as they are', () => {
    const sofar = (args: string) =>
      block('delta', { type: 'block-delta', fields: { type: 'tool_call_chunk', id: 'c', name: 'f', args } })
    const piece = (input: string) =>
      block('delta', { type: 'block-delta', fields: { type: 'input_json_delta', input } })
    expect(
      partsOf(
        message('message-start', { id: 'a' }),
        block('start', { type: 'tool_use', id: 'c', name: 'f', input: '' }),
        piece('{"x":'),
        sofar('{"x":'),
        piece('1}'),
        sofar('{"x":1}'),
        block('finish', { type: 'input_json_delta', id: 'c', name: 'f', input: '1}', args: '{"x":1}' }),
      ),
    ).toMatchObject([{ inputText: '{"x":1}', input: { x: 1 }, state: 'input-available' }])
  })

  it('may tell what a block is only with its second piece', () => {
    const fields = (rest: object) => block('delta', { type: 'block-delta', fields: rest })
    expect(
      partsOf(
        message('message-start', { id: 'a' }),
        fields({ type: 'input_json_delta', input: '{}' }),
        fields({ type: 'tool_call_chunk', id: 'c', name: 'f', args: '{"x":1}' }),
      ),
    ).toMatchObject([{ toolCallId: 'c', toolName: 'f', inputText: '{"x":1}' }])
  })

  it('replaces a text that came out otherwise', () => {
    const outcome = read(
      message('message-start', { id: 'a' }),
      block('delta', { type: 'text-delta', text: 'bad' }),
      block('finish', { type: 'text', text: 'good' }),
    )
    expect(outcome.textParts).toEqual(['good'])
  })

  it('has results of tools as messages too, once', () => {
    const result: Event[] = [
      message('message-start', { id: 'x', role: 'tool', tool_call_id: 'c' }, 'tools:1'),
      message('content-block-delta', { index: 0, delta: { type: 'text-delta', text: '42' } }, 'tools:1'),
      message('message-finish', {}, 'tools:1'),
    ]
    const call: Event[] = [
      message('message-start', { id: 'a' }),
      block('finish', { type: 'tool_call', id: 'c', name: 'f', args: {} }),
    ]
    const parts = [{ toolCallId: 'c', toolName: 'f', output: '42' }]
    expect(partsOf(...call, ...result)).toMatchObject(parts)
    const output = { ...toolMessage, content: '42' }
    const told = event('tools', { event: 'tool-finished', tool_call_id: 'c', output }, 'tools:1')
    expect(
      playEvents(...call, told, ...result).events.filter(({ type }) => type === 'tool-output'),
    ).toHaveLength(1)
  })

  it('shows a tool whose call was not streamed, and its failure', () => {
    expect(
      partsOf(
        event('tools', { event: 'tool-started', tool_call_id: 'c', tool_name: 'f', input: '{"x":1}' }),
        event('tools', { event: 'tool-error', tool_call_id: 'c', message: 'no' }),
      ),
    ).toMatchObject([{ toolName: 'f', input: { x: 1 }, state: 'output-error', errorText: 'no' }])
  })

  it('keeps what happens inside of tools to the tools', () => {
    const inside = ['tools:1', 'agent:2']
    const outcome = read(
      message('message-start', { id: 'a' }, ...inside),
      message('content-block-delta', { index: 0, delta: { type: 'text-delta', text: 'no' } }, ...inside),
      event(
        'tools',
        { event: 'tool-started', tool_call_id: 'z', tool_name: 'g', input: {} },
        'tools:1',
        'tools:2',
      ),
      message('message-start', { id: 'b' }),
      block('delta', { type: 'text-delta', text: 'yes' }),
    )
    expect(outcome).toMatchObject({ text: 'yes', toolCalls: [] })
  })

  it('has tools and files of the model’s provider', () => {
    expect(
      partsOf(
        message('message-start', { id: 'a' }),
        block('finish', { type: 'server_tool_call', id: 's', name: 'search', args: { q: 'x' } }),
        block('finish', { type: 'server_tool_result', tool_call_id: 's', status: 'success', output: [1] }, 1),
        block('finish', { type: 'image', mime_type: 'image/png', base64: 'AA' }, 2),
      ),
    ).toMatchObject([
      { toolCallId: 's', hosted: true, input: { q: 'x' }, output: [1] },
      { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,AA' },
    ])
  })

  it('counts the tokens of each message once, as told last', () => {
    const told = (output_tokens: number) => ({ usage: { input_tokens: 10, output_tokens } })
    expect(
      read(
        message('message-start', { id: 'a', ...told(1) }),
        message('usage', told(2)),
        message('message-finish', told(5)),
        message('message-start', { id: 'b', ...told(3) }),
      ).usageTotals,
    ).toEqual({ input: 20, output: 8 })
  })

  it('is finished when the run is, not when a node is', () => {
    const answer: Event[] = [
      message('message-start', { id: 'a' }),
      message('message-finish', { reason: 'stop' }),
    ]
    const begun = [lifecycle('running'), ...answer, lifecycle('completed', 'agent:1')]
    expect(read(...begun).done).toBe(false)
    expect(read(...begun, lifecycle('completed'))).toMatchObject({ finishReason: 'stop', done: true })
    expect(read(...begun, lifecycle('interrupted')).done).toBe(true)
    expect(read(lifecycle('running'), lifecycle('completed'))).toMatchObject({
      finishReason: 'stop',
      done: true,
    })
    expect(read(...answer).done).toBe(true)
  })

  it('tells failures of the run and of a message', () => {
    expect(
      read(lifecycle('running'), event('lifecycle', { event: 'failed', error: 'no' })).error?.message,
    ).toBe('no')
    const failed = message('error', { message: 'overloaded', code: 'busy' })
    expect(read(message('message-start', { id: 'a' }), failed).error).toMatchObject({
      message: 'overloaded',
      code: 'busy',
    })
  })

  it('has custom data by name', () => {
    expect(partsOf(event('custom', { name: 'chart', payload: [1] }))).toEqual([
      { type: 'data', name: 'chart', data: [1] },
    ])
  })
})

describe('langGraph: a lost connection', () => {
  const resume = (api: string, ...events: readonly Event[]): unknown => {
    const decoder = langGraph().decode(() => {})
    for (const [name, data] of events)
      decoder.frame({ kind: 'event', name, data: JSON.stringify(data), id: undefined })
    return decoder.resume?.({ api, id: 't', headers: new Headers() })
  }

  it('is picked up at the run, behind the last event', () => {
    const here = (url: string) => ({ url, from: 'here' })
    expect(resume('/threads/t/runs/stream', metadata)).toEqual(here('/threads/t/runs/run-1/stream'))
    expect(resume('https://a.example/runs/stream?k=v', metadata)).toEqual(
      here('https://a.example/runs/run-1/stream?k=v'),
    )
    expect(resume('/api/chat', metadata)).toEqual(here('/api/chat/run-1/stream'))
  })

  it('is not, where the run has no name', () => {
    expect(resume('/threads/t/runs/stream')).toBeUndefined()
  })
})

describe('langGraph: other frames', () => {
  it('reports a malformed event once and goes on', () => {
    const { events, draft } = playBody(
      `${sse(chunk('a', 'x'))}event: messages\ndata: [{\n\n${sse(chunk('a', 'y'))}`,
    )
    expect(events.filter(({ type }) => type === 'malformed')).toHaveLength(1)
    expect(outcomeOf(draft).text).toBe('xy')
  })

  it('throws nothing at events of any name with anything in them', () => {
    const any = fc.jsonValue({ maxDepth: 2 })
    const type = fc.constantFrom('ai', 'AIMessageChunk', 'tool', 'human')
    const one = fc.record(
      { type, id: any, content: any, tool_calls: any, tool_call_chunks: any, response_metadata: any },
      { requiredKeys: ['type'] },
    )
    const data = fc.oneof(any, fc.array(one), fc.record({ messages: fc.array(one), __interrupt__: any }))
    const modes = [
      'messages',
      'messages/partial',
      'messages/complete',
      'messages/metadata',
      'values',
      'updates',
    ]
    const event = fc.tuple(fc.constantFrom(...modes, 'custom', 'error', 'end', 'metadata'), data)
    fc.assert(
      fc.property(fc.array(event), (events) => {
        expect(() => playEvents(...events)).not.toThrow()
      }),
      { numRuns: 300 },
    )
  })

  it('passes on what it does not know', () => {
    const data = { a: 1 }
    const checkpoint = event('checkpoints', { id: '1' })
    expect(playEvents(['debug', data], checkpoint).events).toEqual([
      { type: 'unknown', format: 'langGraph', raw: { event: 'debug', data } },
      { type: 'unknown', format: 'langGraph', raw: checkpoint[1] },
    ])
  })
})

describe('langGraph: requests', () => {
  const sent = (role: Message['role'], ...parts: MessagePart[]): Message => ({
    id: `id-${role}`,
    role,
    parts,
    createdAt: 0,
  })
  const said = (text: string) => ({ type: 'text', id: '0', text, state: 'done' }) as const
  const tool = { type: 'tool', toolName: 'f', inputText: '{"x":1}', input: { x: 1 } } as const
  const answer = sent(
    'assistant',
    said('Let me see'),
    { ...tool, toolCallId: 'a', state: 'output-available', output: { y: 2 } },
    { ...tool, toolCallId: 'b', state: 'output-error', errorText: 'broken' },
    { ...tool, toolCallId: 'c', state: 'input-available' },
  )
  const results = [
    { type: 'tool', tool_call_id: 'a', content: '{"y":2}', status: 'success' },
    { type: 'tool', tool_call_id: 'b', content: 'broken', status: 'error' },
  ]
  const encode = (
    messages: Message[],
    body: Record<string, unknown> = {},
    options?: LangGraphOptions,
  ): unknown => JSON.parse(langGraph(options).encode({ messages, body, id: 't', trigger: 'send' }).body)

  it('carry what the server’s thread does not have; the application’s fields win', () => {
    const thread = [
      sent('system', said('Be kind')),
      sent('user', said('Hi')),
      answer,
      sent('user', said('And?')),
    ]
    expect(encode(thread, { assistant_id: 'agent', stream_mode: 'messages' })).toEqual({
      assistant_id: 'agent',
      input: { messages: [{ type: 'human', id: 'id-user', content: 'And?' }] },
      stream_mode: 'messages',
    })
    expect(encode([])).toEqual({
      input: { messages: [] },
      stream_mode: ['messages-tuple', 'values', 'custom'],
    })
  })

  it('carry the results of the last calls where the thread ends with them', () => {
    expect(encode([sent('user', said('Hi')), answer])).toMatchObject({ input: { messages: results } })
  })

  it('carry the whole thread to a server that keeps none', () => {
    const args = { name: 'f', args: { x: 1 } }
    const thread = [
      sent('system', said('Be kind')),
      sent('user', said('Hi')),
      answer,
      sent('user', said('And?')),
    ]
    expect(encode(thread, {}, { stateless: true })).toMatchObject({
      input: {
        messages: [
          { type: 'system', content: 'Be kind' },
          { type: 'human', id: 'id-user', content: 'Hi' },
          {
            type: 'ai',
            content: 'Let me see',
            tool_calls: [
              { id: 'a', ...args },
              { id: 'b', ...args },
            ],
          },
          ...results,
          { type: 'human', content: 'And?' },
        ],
      },
    })
  })

  it('carry files and images', () => {
    const file = (mediaType: string, url: string) => ({ type: 'file', mediaType, url }) as const
    const user = sent(
      'user',
      said('Look'),
      file('image/png', 'data:image/png;base64,AA'),
      file('application/pdf', 'data:application/pdf;base64,BB'),
      file('application/pdf', 'https://a.example/b.pdf'),
    )
    expect(encode([user])).toMatchObject({
      input: {
        messages: [
          {
            content: [
              { type: 'text', text: 'Look' },
              { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
              { type: 'file', mime_type: 'application/pdf', base64: 'BB' },
              { type: 'file', mime_type: 'application/pdf', url: 'https://a.example/b.pdf' },
            ],
          },
        ],
      },
    })
  })
})

function sse(...events: readonly Event[]): string {
  return events.map(([name, data]) => `event: ${name}\ndata: ${JSON.stringify(data)}\nid: 1\n\n`).join('')
}

function playBody(body: string, type = 'text/event-stream', options?: LangGraphOptions): Played {
  const headers = new Headers({ 'content-type': type })
  return play({ headers }, langGraph(options), [new TextEncoder().encode(body)], 'clean')
}

function playEvents(...events: readonly Event[]): Played {
  return playBody(sse(...events))
}

function partsOf(...events: readonly Event[]): readonly MessagePart[] {
  return playEvents(...events).draft.snapshot().parts
}

function read(...events: readonly Event[]): ReturnType<typeof outcomeOf> {
  return outcomeOf(playEvents(...events).draft)
}

function readWith(options: LangGraphOptions, ...events: readonly Event[]): ReturnType<typeof outcomeOf> {
  return outcomeOf(playBody(sse(...events), 'text/event-stream', options).draft)
}
