// One stream of each format, of own writing: a beginning, a delta that comes again and again, an ending.

/** @param {object} json @param {string} [name] */
const event = (json, name) =>
  `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(json)}\n\n`

/** @param {{ type: string, [field: string]: unknown }} json */
const named = (json) => event(json, json.type)

/** @param {object} json */
const line = (json) => `${JSON.stringify(json)}\n`

const DONE = 'data: [DONE]\n\n'

/** @param {object} delta @param {string | null} reason */
const chatChunk = (delta, reason = null) =>
  event({
    id: 'chatcmpl-Bq3kT0aXv1n9',
    object: 'chat.completion.chunk',
    created: 1_763_000_000,
    model: 'gpt-4o-mini',
    service_tier: 'default',
    system_fingerprint: 'fp_34a54ae93c',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
  })

/** @param {string} type @param {object} fields @param {number} sequence_number */
const response = (type, fields, sequence_number) =>
  named({ type: `response.${type}`, sequence_number, ...fields })

/** @param {string} text */
const gemini = (text) =>
  `data: ${JSON.stringify({
    candidates: [{ content: { parts: [{ text }], role: 'model' }, index: 0 }],
    usageMetadata: { promptTokenCount: 8, candidatesTokenCount: 12, totalTokenCount: 20 },
    modelVersion: 'gemini-2.5-flash',
    responseId: 'kT0aXv1n9Bq3',
  })}\r\n\r\n`

/** @param {string} content */
const ollama = (content) =>
  line({
    model: 'gemma3',
    created_at: '2025-11-13T02:13:20.123456Z',
    message: { role: 'assistant', content },
    done: false,
  })

/** @param {string} text @param {number} id */
const tgi = (text, id) =>
  `data:${JSON.stringify({ index: id, token: { id: 1000 + id, text, logprob: -0.25, special: false }, generated_text: null, details: null })}\n\n`

/** @param {string} content */
const langGraph = (content) => [
  {
    content,
    additional_kwargs: {},
    response_metadata: {},
    type: 'AIMessageChunk',
    id: 'run--7f3c',
    tool_calls: [],
    tool_call_chunks: [],
    usage_metadata: null,
  },
  {
    run_id: '7f3c',
    thread_id: 't',
    langgraph_step: 1,
    langgraph_node: 'agent',
    langgraph_checkpoint_ns: 'agent:1',
  },
]

/**
 * A stream: `delta` gets the text and its number.
 *
 * @typedef {import('./core.mjs').Core} Core
 * @typedef {import('@rivulet/core').Protocol} Protocol
 * @typedef {{ protocol: (core: Core) => Protocol, contentType?: string, head?: string, delta: (text: string, n: number) => string, tail?: string }} Wire
 */

/** @type {Record<string, Wire>} by the format's name */
export const wires = {
  'Chat Completions': {
    protocol: (core) => core.openaiChat(),
    head: chatChunk({ role: 'assistant', content: '' }),
    delta: (content) => chatChunk({ content }),
    tail: chatChunk({}, 'stop') + DONE,
  },
  Responses: {
    protocol: (core) => core.openaiResponses(),
    head:
      response('created', { response: { id: 'resp_1', status: 'in_progress', model: 'gpt-4o-mini' } }, 0) +
      response(
        'output_item.added',
        { output_index: 0, item: { type: 'message', id: 'msg_1', content: [] } },
        1,
      ),
    delta: (delta, n) =>
      response(
        'output_text.delta',
        { item_id: 'msg_1', output_index: 0, content_index: 0, delta, logprobs: [], obfuscation: 'mX2pQ' },
        n + 2,
      ),
    tail: response('completed', { response: { id: 'resp_1', status: 'completed' } }, 9),
  },
  'Anthropic Messages': {
    protocol: (core) => core.anthropic(),
    head:
      named({
        type: 'message_start',
        message: { id: 'msg_1', model: 'claude', content: [], usage: { input_tokens: 8 } },
      }) + named({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
    delta: (text) => named({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
    tail:
      named({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 12 } }) +
      named({ type: 'message_stop' }),
  },
  Gemini: {
    protocol: (core) => core.gemini(),
    delta: gemini,
    tail: `data: ${JSON.stringify({ candidates: [{ content: {}, finishReason: 'STOP', index: 0 }] })}\r\n\r\n`,
  },
  'Ollama (NDJSON)': {
    protocol: (core) => core.ollama(),
    contentType: 'application/x-ndjson',
    delta: ollama,
    tail: line({
      model: 'gemma3',
      message: { role: 'assistant', content: '' },
      done: true,
      done_reason: 'stop',
    }),
  },
  'AI SDK UI': {
    protocol: (core) => core.aiSdk(),
    head: event({ type: 'start', messageId: 'msg_1' }) + event({ type: 'text-start', id: '0' }),
    delta: (delta) => event({ type: 'text-delta', id: '0', delta }),
    tail: event({ type: 'text-end', id: '0' }) + event({ type: 'finish', finishReason: 'stop' }) + DONE,
  },
  'AG-UI': {
    protocol: (core) => core.agUi(),
    head:
      event({ type: 'RUN_STARTED', threadId: 't', runId: 'r' }) +
      event({ type: 'TEXT_MESSAGE_START', messageId: 'msg_1', role: 'assistant' }),
    delta: (delta) => event({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'msg_1', delta }),
    tail:
      event({ type: 'TEXT_MESSAGE_END', messageId: 'msg_1' }) +
      event({ type: 'RUN_FINISHED', threadId: 't', runId: 'r' }),
  },
  Cohere: {
    protocol: (core) => core.cohere(),
    head:
      named({ type: 'message-start', id: 'c1' }) +
      named({ type: 'content-start', index: 0, delta: { message: { content: { type: 'text', text: '' } } } }),
    delta: (text) => named({ type: 'content-delta', index: 0, delta: { message: { content: { text } } } }),
    tail: named({ type: 'message-end', delta: { finish_reason: 'COMPLETE' } }),
  },
  TGI: {
    protocol: (core) => core.tgi(),
    delta: tgi,
    tail: event({
      index: 9,
      token: { id: 1, text: '</s>', special: true },
      generated_text: '…',
      details: null,
    }),
  },
  LangGraph: {
    protocol: (core) => core.langGraph(),
    head: event({ run_id: '7f3c', attempt: 1 }, 'metadata'),
    delta: (content) => event(langGraph(content), 'messages'),
    tail: 'event: end\ndata: null\n\n',
  },
  'SSE text': {
    protocol: (core) => core.sseText(),
    delta: (text) => `data: ${JSON.stringify(text)}\n\n`,
    tail: DONE,
  },
  'bare text': {
    protocol: (core) => core.text(),
    contentType: 'text/plain; charset=utf-8',
    delta: (text) => text,
  },
}
