import type { EmitEvent } from '../events.ts'
import type { Frame } from '../frame.ts'
import { fields, filled, idText, isObject, list, parseJson } from '../json.ts'
import type { JsonObject } from '../json.ts'
import { addressBelow } from './addressBelow.ts'
import { createLangGraphBlocks } from './langGraphBlocks.ts'
import { createLangGraphMessages, isAnswer, isResult } from './langGraphMessages.ts'
import { encodeLangGraph } from './langGraphRequest.ts'
import { createLangGraphRun } from './langGraphRun.ts'
import { createMalformedReport } from './malformed.ts'
import type { AnswerDecoder, Protocol } from './protocol.ts'
import type { Sign } from './sign.ts'
import { streamError } from './streamError.ts'

/** What {@link langGraph} can be told. */
export interface LangGraphOptions {
  /**
   * Names of the graph's nodes whose messages are the answer. Default: all, but for those that a tool asks a model
   * for itself.
   */
  readonly nodes?: readonly string[]
  /**
   * Sends the whole thread with each request, for `/runs/stream`. Default: `false`, only what is new, for
   * `/threads/{id}/runs/stream`, where the server keeps the thread.
   */
  readonly stateless?: boolean
}

/**
 * LangGraph's servers: the stream modes `messages-tuple`, `messages`, `values`, `updates` and `custom` of a run, and
 * the newer event protocol. The state of the graph without its messages is the data part named `values`. Sends
 * `{ input: { messages }, stream_mode: ['messages-tuple', 'values', 'custom'], ...body }`; `assistant_id` is the
 * application's to add.
 */
export function langGraph(options: LangGraphOptions = {}): Protocol {
  return {
    name: 'langGraph',
    framing: 'auto',
    encode: (input) => encodeLangGraph(input, options.stateless === true),
    decode: (emit) => decodeLangGraph(emit, options),
  }
}

const MODE =
  /^(messages(\/(partial|complete|metadata))?|values|updates|custom|debug|tasks|checkpoints)(\|.*)?$/

/** An event of the newer protocol, or the name of a stream mode. */
export function looksLikeLangGraph({ name, json }: Sign): boolean {
  return isEvent(json) || (typeof json === 'object' && json !== null && MODE.test(name))
}

/** Reads one answer. */
export function decodeLangGraph(emit: EmitEvent, { nodes }: LangGraphOptions = {}): AnswerDecoder {
  const malformed = createMalformedReport(emit)
  const run = createLangGraphRun(emit)
  const messages = createLangGraphMessages(emit, run)
  const blocks = createLangGraphBlocks(emit, run)
  /** Nodes of messages, where they are told apart from them. */
  const nodeOf = new Map<string, string | undefined>()
  /** Messages come by themselves: those in the state only repeat them. */
  let streamed = false
  /** Ids of the messages in the first state, which the run begins with. */
  let before: ReadonlySet<string> | undefined
  /** The newer protocol tells how the run goes. */
  let hasLifecycle = false
  let over = false

  function readMode(name: string, data: unknown): void {
    const [mode, ...namespace] = name.split('|')
    switch (mode) {
      case 'metadata':
        run.id = filled(fields(data).run_id)
        return
      case 'messages':
        return readTuple(list(data), namespace)
      case 'messages/partial':
      case 'messages/complete':
        return readMessages(list(data).map(fields), namespace, mode === 'messages/complete')
      case 'messages/metadata':
        for (const [id, told] of Object.entries(fields(data)))
          nodeOf.set(id, filled(fields(fields(told).metadata).langgraph_node))
        return
      case 'values':
        return readValues(namespace, fields(data))
      case 'updates':
        return readUpdates(namespace, fields(data))
      case 'custom':
        return emit({ type: 'data', name: 'custom', data })
      case 'error':
        return fail(fields(data))
      case 'end':
        return finish()
      default:
        pass({ event: name, data })
    }
  }

  /** A message, or what is to be added to it, and where it comes from. */
  function readTuple([first, second]: readonly unknown[], namespace: readonly string[]): void {
    const message = fields(first)
    const { langgraph_node, langgraph_checkpoint_ns } = fields(second)
    const place = filled(langgraph_checkpoint_ns)?.split('|') ?? namespace
    if (isResult(message)) readResult(message)
    else if (isAnswer(message) && isShown(place, filled(langgraph_node))) {
      streamed = true
      messages.readChunk(message)
    }
  }

  function readMessages(list: readonly JsonObject[], namespace: readonly string[], isWhole: boolean): void {
    for (const message of list) {
      if (isResult(message)) readResult(message)
      else if (isAnswer(message) && isShown(namespace, nodeOf.get(idText(message.id) ?? ''))) {
        streamed = true
        messages.readWhole(message, isWhole)
      }
    }
  }

  function readResult(message: JsonObject): void {
    const toolCallId = filled(message.tool_call_id)
    if (toolCallId !== undefined) run.answerCall(toolCallId, message)
  }

  /** What a tool asks a model for is the tool’s own business, unless the application wants to see it. */
  function isShown(namespace: readonly string[], node: string | undefined): boolean {
    if (nodes !== undefined && node !== undefined) return nodes.includes(node)
    return !isInTool(namespace)
  }

  function readValues(namespace: readonly string[], state: JsonObject): void {
    if (namespace.length > 0) return pass({ event: 'values', namespace, data: state })
    const { messages: thread, __interrupt__: interrupts, ...rest } = state
    if (before === undefined)
      before = new Set(list(thread).flatMap((message) => idText(fields(message).id) ?? []))
    else if (!streamed) readThread(list(thread).map(fields))
    if (Object.keys(rest).length > 0) emit({ type: 'data', name: 'values', id: 'values', data: rest })
    run.interrupt(interrupts)
    run.closeAll()
  }

  function readThread(thread: readonly JsonObject[]): void {
    const isAsked = thread.map(({ type, role }) => type === 'human' || role === 'user')
    for (const message of thread.slice(isAsked.lastIndexOf(true) + 1)) {
      const id = idText(message.id)
      if (id !== undefined && before?.has(id)) continue
      if (isResult(message)) readResult(message)
      else if (isAnswer(message)) messages.readWhole(message, true)
    }
  }

  function readUpdates(namespace: readonly string[], updates: JsonObject): void {
    if (namespace.length > 0) return pass({ event: 'updates', namespace, data: updates })
    emit({ type: 'data', name: 'updates', data: updates, transient: true })
    run.interrupt(updates.__interrupt__)
    run.closeAll()
  }

  /** An event of the newer protocol. */
  function readEvent(event: JsonObject): void {
    const params = fields(event.params)
    const namespace = list(params.namespace).map((place) => filled(place) ?? '')
    const data = fields(params.data)
    switch (event.method) {
      case 'lifecycle':
        return readLifecycle(namespace, data)
      case 'messages':
        return readBlocks(namespace, filled(params.node), data)
      case 'tools':
        return isInTool(namespace.slice(0, -1)) ? pass(event) : blocks.readTool(data)
      case 'values':
        return readValues(namespace, data)
      case 'updates':
        return readUpdates(namespace, data)
      case 'custom':
        return emit({ type: 'data', name: filled(data.name) ?? 'custom', data: data.payload })
      case 'input':
      case 'input.requested':
        return run.interrupt([data])
      default:
        pass(event)
    }
  }

  function readLifecycle(namespace: readonly string[], data: JsonObject): void {
    if (namespace.length > 0) return
    hasLifecycle = true
    if (data.event === 'failed') fail({ message: data.error })
    if (data.event === 'completed') finish('completed')
    if (data.event === 'interrupted') finish()
  }

  function readBlocks(namespace: readonly string[], node: string | undefined, data: JsonObject): void {
    const place = data.role === 'tool' ? namespace.slice(0, -1) : namespace
    const shown = isShown(place, node ?? namespace.at(-1)?.split(':')[0])
    if (shown) streamed = true
    blocks.readMessage(namespace.join('|'), data, shown)
  }

  /** `error` is the exception's name. */
  function fail(data: JsonObject): void {
    const type = filled(data.error)
    const message = filled(data.message) ?? type ?? 'The run failed'
    emit({ type: 'error', error: { message, type, raw: data } })
  }

  function finish(reason?: string): void {
    over = true
    run.finish(reason)
  }

  function pass(raw: unknown): void {
    emit({ type: 'unknown', format: 'langGraph', raw })
  }

  return {
    frame(frame: Frame) {
      if (over || !('data' in frame)) return
      const data = parseJson(frame.data)
      if (frame.kind === 'error') emit({ type: 'error', error: streamError(frame.data, data) })
      else if (isEvent(data)) readEvent(data)
      else if (frame.kind === 'event' && data !== undefined) readMode(frame.name, data)
      else if (isObject(data) && data.error != null) emit({ type: 'error', error: streamError('', data) })
      else malformed(frame)
    },
    resume: ({ api }) => {
      if (run.id === undefined) return undefined
      const path = `${encodeURIComponent(run.id)}/stream`
      return { url: addressBelow(api.replace(/\/stream(?=[?#]|$)/, ''), path), from: 'here' }
    },
    end() {
      // Not all servers send an end: it is missed only while a message is under way.
      if (!over && !hasLifecycle && run.isWhole) finish()
    },
  }
}

function isEvent(json: unknown): json is JsonObject {
  return isObject(json) && typeof json.method === 'string' && isObject(json.params)
}

function isInTool(namespace: readonly string[]): boolean {
  return namespace.some((place) => place.startsWith('tools:'))
}
