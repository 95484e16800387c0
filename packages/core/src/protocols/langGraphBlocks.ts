import type { EmitEvent } from '../events.ts'
import { fields, filled, idText, isObject, parseJson } from '../json.ts'
import type { JsonObject } from '../json.ts'
import type { LangGraphRun } from './langGraphRun.ts'

/** The channels `messages` and `tools` of LangGraph's event protocol. */
export interface LangGraphBlocks {
  /** `source`: the namespace, which writes one message at a time. `isShown`: its model's messages are the answer. */
  readMessage(source: string, data: JsonObject, isShown: boolean): void
  readTool(data: JsonObject): void
}

/** A message that is being written. */
interface Draft {
  readonly id: string
  readonly role: 'model' | 'tool' | 'other'
  /** Of a tool's message. */
  readonly toolCallId: string | undefined
  readonly blocks: Map<string, Block>
}

/** A block of its content. */
interface Block {
  readonly kind: 'text' | 'reasoning' | 'call' | 'other'
  /** The part's id, or the call's. */
  readonly id: string
  readonly isShown: boolean
  /** The text, or the arguments, that have come. */
  sofar: string
}

/** Begins without messages. */
export function createLangGraphBlocks(emit: EmitEvent, run: LangGraphRun): LangGraphBlocks {
  const drafts = new Map<string, Draft>()
  /** What tools have put out so far. */
  const outputs = new Map<string, string>()
  let count = 0

  function readMessage(source: string, data: JsonObject, isShown: boolean): void {
    if (data.event === 'message-start') return startMessage(source, data, isShown)
    const draft = drafts.get(source)
    if (draft === undefined || draft.role === 'other') return
    const index = idText(data.index) ?? '0'
    const content = fields(data.content)
    switch (data.event) {
      case 'content-block-start':
        return readBlock(blockOf(draft, index, content), content)
      case 'content-block-delta':
        return readDelta(draft, index, fields(data.delta))
      case 'content-block-finish':
        return finishBlock(blockOf(draft, index, content), content)
      case 'usage':
        return run.count(draft.id, data.usage)
      case 'message-finish':
        return finishMessage(draft, data)
      case 'error':
        run.close(draft.id)
        return emit({
          type: 'error',
          error: { message: errorText(data), code: filled(data.code), raw: data },
        })
      default:
        emit({ type: 'unknown', format: 'langGraph', raw: data })
    }
  }

  function startMessage(source: string, data: JsonObject, isShown: boolean): void {
    const id = filled(data.id) ?? filled(data.message_id) ?? `message-${count}`
    const isModel = data.role == null || data.role === 'ai' || data.role === 'assistant'
    const role = data.role === 'tool' ? 'tool' : isModel && isShown ? 'model' : 'other'
    count++
    drafts.set(source, { id, role, toolCallId: filled(data.tool_call_id), blocks: new Map() })
    if (role !== 'model') return
    run.open(id, filled(fields(data.metadata).model))
    run.count(id, data.usage)
  }

  /** Streams may be thinned: a block may have no start. */
  function blockOf(draft: Draft, index: string, content: JsonObject): Block {
    const known = draft.blocks.get(index)
    const kind = kindOf(content)
    if (known !== undefined && (known.kind !== 'other' || kind === 'other')) return known
    const isShown = draft.role === 'model'
    const id = kind === 'call' ? (filled(content.id) ?? `${draft.id}-${index}`) : `${draft.id}:${index}`
    const block: Block = { kind, id, isShown, sofar: '' }
    draft.blocks.set(index, block)
    const isHosted = filled(content.type)?.startsWith('server_')
    if (isShown && kind === 'call') run.startCall(id, filled(content.name) ?? '', isHosted)
    return block
  }

  /** A block as far as it is; what is new of it is added. */
  function readBlock(block: Block, content: JsonObject): void {
    const text = ownText(block, content)
    if (text?.startsWith(block.sofar)) add(block, text.slice(block.sofar.length))
  }

  function readDelta(draft: Draft, index: string, delta: JsonObject): void {
    const isReplacement = delta.type === 'block-delta'
    const content = isReplacement ? fields(delta.fields) : delta
    const block = blockOf(draft, index, content)
    if (isReplacement) readBlock(block, content)
    else add(block, ownText(block, content) ?? '')
  }

  function add(block: Block, delta: string): void {
    const { kind, id, isShown } = block
    block.sofar += delta
    if (delta === '' || !isShown) return
    if (kind === 'text') emit({ type: 'text-delta', id, delta })
    if (kind === 'reasoning') emit({ type: 'reasoning-delta', id, delta })
    if (kind === 'call') emit({ type: 'tool-input-delta', toolCallId: id, delta })
  }

  /** The block as a whole: whatever of it was left out comes here. */
  function finishBlock(block: Block, content: JsonObject): void {
    const { kind, id, isShown } = block
    const text = ownText(block, content)
    const isOther = text !== undefined && !text.startsWith(block.sofar)
    readBlock(block, content)
    if (!isShown) return
    if (kind === 'text') {
      if (isOther) emit({ type: 'text-snapshot', id, text })
      emit({ type: 'text-end', id })
    }
    if (kind === 'reasoning') emit({ type: 'reasoning-end', id })
    if (kind === 'call') emit({ type: 'tool-input-end', toolCallId: id, input: ownInput(content) })
    if (kind === 'other') readOther(content)
  }

  function readOther({ type, tool_call_id, status, output, mime_type, url, base64 }: JsonObject): void {
    const toolCallId = filled(tool_call_id)
    if (type === 'server_tool_result' && toolCallId !== undefined)
      run.answerCall(toolCallId, { status, content: output ?? null })
    const [address, data] = [filled(url), filled(base64)]
    const mediaType = filled(mime_type) ?? 'application/octet-stream'
    if (address !== undefined || data !== undefined)
      emit({ type: 'file', mediaType, url: address, base64: data })
  }

  function finishMessage(draft: Draft, data: JsonObject): void {
    const { id, role, toolCallId, blocks } = draft
    if (role === 'tool') {
      const output = Array.from(blocks.values(), ({ sofar }) => sofar).join('')
      if (toolCallId !== undefined) run.answerCall(toolCallId, output)
      return
    }
    const { finish_reason, stop_reason } = fields(data.metadata ?? data.responseMetadata)
    run.count(id, data.usage)
    run.close(id, filled(data.reason) ?? filled(finish_reason) ?? filled(stop_reason))
  }

  function readTool(data: JsonObject): void {
    const toolCallId = filled(data.tool_call_id)
    if (toolCallId === undefined) return emit({ type: 'unknown', format: 'langGraph', raw: data })
    switch (data.event) {
      case 'tool-started':
        return startTool(toolCallId, data)
      case 'tool-output-delta': {
        const output = (outputs.get(toolCallId) ?? '') + (filled(data.delta) ?? '')
        outputs.set(toolCallId, output)
        return emit({ type: 'tool-output', toolCallId, output, preliminary: true })
      }
      case 'tool-finished':
        return run.answerCall(toolCallId, data.output)
      case 'tool-error':
        return run.answerCall(toolCallId, { status: 'error', content: errorText(data) })
      default:
        emit({ type: 'unknown', format: 'langGraph', raw: data })
    }
  }

  /** A call whose message was not streamed. */
  function startTool(toolCallId: string, { tool_name, input }: JsonObject): void {
    if (run.hasCall(toolCallId)) return
    run.startCall(toolCallId, filled(tool_name) ?? '')
    const parsed = typeof input === 'string' ? (parseJson(input) ?? input) : input
    emit({ type: 'tool-input-end', toolCallId, input: parsed })
  }

  return { readMessage, readTool }
}

/** By the type, or by what a call has. (Providers' own types come through.) */
function kindOf({ type, id, name }: JsonObject): Block['kind'] {
  if (type === 'text' || type === 'text-delta') return 'text'
  if (type === 'reasoning' || type === 'reasoning-delta' || type === 'thinking') return 'reasoning'
  const isCall = typeof type === 'string' && /tool[-_](use|call)/.test(type)
  return isCall || (filled(id) !== undefined && filled(name) !== undefined) ? 'call' : 'other'
}

function ownText({ kind }: Block, content: JsonObject): string | undefined {
  if (kind === 'text') return filled(content.text)
  if (kind === 'reasoning') return filled(content.reasoning) ?? filled(content.thinking)
  return kind === 'call' ? filled(content.args) : undefined
}

function ownInput({ args, input }: JsonObject): unknown {
  if (isObject(args)) return args
  return args === undefined && isObject(input) ? input : undefined
}

function errorText({ message }: JsonObject): string {
  return filled(message) ?? 'The graph reported an error'
}
