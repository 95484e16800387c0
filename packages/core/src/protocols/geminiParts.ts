import type { EmitEvent } from '../events.ts'
import { fields, filled, finite, isObject, list } from '../json.ts'
import type { JsonObject } from '../json.ts'
import type { Signature } from '../message.ts'

/** The parts of one Gemini answer. Texts and thoughts have no borders on the wire: each run of them is one part. */
export interface GeminiParts {
  /** The answer's id: calls without an id of their own are named after it. */
  nameAfter(answerId: string | undefined): void
  /** One entry of `candidates[0].content.parts`. */
  read(part: JsonObject): void
  /** `groundingMetadata` and `citationMetadata` of a candidate. */
  readSources(candidate: JsonObject): void
  /** The answer has ended, and with it a call whose closing piece was left out; not one that was cut. */
  end(how: { readonly isCut: boolean }): void
  readonly hasCalls: boolean
}

interface Run {
  readonly kind: 'text' | 'reasoning'
  readonly id: string
  signature: Signature | undefined
}

/** Begins without parts. */
export function createGeminiParts(emit: EmitEvent): GeminiParts {
  let prefix = 'call'
  let count = 0
  let runs = 0
  let run: Run | undefined
  /** The call whose arguments come in pieces. */
  let open: { readonly toolCallId: string; signature: Signature | undefined } | undefined
  /** Places in the arguments where a string has begun: what comes next is added to it. */
  let begun = new Set<string>()
  let hosted: string | undefined
  let hasCalls = false

  function read(part: JsonObject): void {
    const { text, thought, functionCall, inlineData, fileData, executableCode, codeExecutionResult } = part
    const signature = signatureOf(part.thoughtSignature)
    if (typeof text === 'string') readText(text, thought === true ? 'reasoning' : 'text', signature)
    else if (isObject(functionCall)) readCall(functionCall, signature)
    else if (isObject(inlineData)) readData(inlineData, thought === true)
    else if (isObject(fileData)) {
      endRun()
      emit({ type: 'file', mediaType: filled(fileData.mimeType) ?? '', url: filled(fileData.fileUri) ?? '' })
    } else if (isObject(executableCode)) readCode(executableCode)
    else if (isObject(codeExecutionResult)) readCodeResult(codeExecutionResult)
    else if (Object.keys(part).length > 0) emit({ type: 'unknown', format: 'gemini', raw: part })
  }

  function readText(delta: string, kind: Run['kind'], signature: Signature | undefined): void {
    // A signature may come with an empty text behind what it signs.
    if (delta !== '' || run === undefined) beginRun(kind)
    if (run !== undefined) run.signature = signature ?? run.signature
    if (delta === '' || run === undefined) return
    emit({ type: kind === 'text' ? 'text-delta' : 'reasoning-delta', id: run.id, delta })
  }

  function beginRun(kind: Run['kind']): void {
    if (run?.kind === kind) return
    endAll()
    run = { kind, id: String(runs++), signature: undefined }
  }

  function endRun(): void {
    if (run === undefined) return
    const { kind, id, signature } = run
    emit({ type: kind === 'text' ? 'text-end' : 'reasoning-end', id, ...(signature && { signature }) })
    run = undefined
  }

  function readCall(call: JsonObject, signature: Signature | undefined): void {
    const name = filled(call.name)
    if (name !== undefined) {
      endAll()
      const toolCallId = filled(call.id) ?? `${prefix}-${count}`
      count++
      hasCalls = true
      emit({ type: 'tool-input-start', toolCallId, toolName: name })
      open = { toolCallId, signature }
    }
    if (open === undefined) return
    for (const piece of list(call.partialArgs)) patch(open.toolCallId, fields(piece))
    if (call.willContinue !== true) endCall(isObject(call.args) ? call.args : undefined)
  }

  function patch(toolCallId: string, piece: JsonObject): void {
    const place = filled(piece.jsonPath)
    if (place === undefined) return
    const path = pathOf(place)
    const { stringValue, numberValue, boolValue } = piece
    const value = stringValue ?? numberValue ?? boolValue ?? null
    emit({ type: 'tool-input-patch', toolCallId, path, value, ...(begun.has(place) && { append: true }) })
    if (piece.willContinue === true) begun.add(place)
    else begun.delete(place)
  }

  function endCall(input: JsonObject | undefined): void {
    if (open === undefined) return
    const { toolCallId, signature } = open
    emit({ type: 'tool-input-end', toolCallId, ...(input && { input }), ...(signature && { signature }) })
    open = undefined
    begun = new Set()
  }

  function readData({ mimeType, data }: JsonObject, reasoning: boolean): void {
    endRun()
    if (filled(data) === undefined) return
    emit({
      type: 'file',
      mediaType: filled(mimeType) ?? '',
      base64: filled(data),
      ...(reasoning && { reasoning }),
    })
  }

  function readCode(code: JsonObject): void {
    endAll()
    hosted = filled(code.id) ?? `${prefix}-${count}`
    count++
    emit({ type: 'tool-input-start', toolCallId: hosted, toolName: 'code_execution', hosted: true })
    emit({ type: 'tool-input-end', toolCallId: hosted, input: code })
  }

  function readCodeResult({ outcome, output }: JsonObject): void {
    endRun()
    if (hosted === undefined) return
    if (outcome === 'OUTCOME_OK') emit({ type: 'tool-output', toolCallId: hosted, output })
    else {
      const message = filled(output) ?? filled(outcome) ?? 'The code failed'
      emit({ type: 'tool-error', toolCallId: hosted, message, phase: 'output' })
    }
  }

  function readSources({ groundingMetadata, citationMetadata }: JsonObject): void {
    for (const chunk of list(fields(groundingMetadata).groundingChunks)) {
      const { web, retrievedContext, maps } = fields(chunk)
      const { uri, title } = fields(web ?? retrievedContext ?? maps)
      emitSource(uri, title)
    }
    const { citations, citationSources } = fields(citationMetadata)
    for (const citation of list(citations ?? citationSources)) {
      const { uri, title, startIndex = 0, endIndex } = fields(citation)
      emitSource(uri, title, finite(startIndex), finite(endIndex))
    }
  }

  function emitSource(uri: unknown, title: unknown, start?: number, end?: number): void {
    const found = { url: filled(uri), title: filled(title) }
    const range = start === undefined || end === undefined ? undefined : ([start, end] as const)
    if (found.url !== undefined || found.title !== undefined) emit({ type: 'source', ...found, range })
  }

  /** Something else begins. */
  function endAll(): void {
    endRun()
    endCall(undefined)
  }

  return {
    nameAfter(answerId) {
      prefix = answerId ?? prefix
    },
    read,
    readSources,
    end({ isCut }) {
      endRun()
      if (!isCut) endCall(undefined)
    },
    get hasCalls() {
      return hasCalls
    },
  }
}

function signatureOf(value: unknown): Signature | undefined {
  return filled(value) === undefined ? undefined : { protocol: 'gemini', value }
}

/** `$.recipe.steps[0]['a name']` → `['recipe', 'steps', 0, 'a name']`. */
function pathOf(jsonPath: string): (string | number)[] {
  const path: (string | number)[] = []
  for (const [, name, index, quoted] of jsonPath.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\[['"]([^\]]*)['"]\]/g)) {
    path.push(index === undefined ? (name ?? quoted ?? '') : Number(index))
  }
  return path
}
