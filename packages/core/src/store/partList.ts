import type { Environment } from '../connection/environment.ts'
import type { CompletionEvent } from '../events.ts'
import type { DataPart, FilePart, MessagePart, ReasoningPart, SourcePart } from '../message.ts'
import { createReasoningDraft, createRefusalDraft, createTextDraft, createWholeDraft } from './partDraft.ts'
import type { PartDraft, RefusalDraft, Settlement, TextDraft, WholeDraft } from './partDraft.ts'
import { createToolDraft } from './toolDraft.ts'
import type { ToolDraft } from './toolDraft.ts'

type EventOf<Type extends CompletionEvent['type']> = Extract<CompletionEvent, { type: Type }>

/** The parts of a message while it is being written, in the order of their first event. */
export interface PartList {
  /** The text with this id in the running step; begins it where there is none that is open. */
  text(id: string): TextDraft
  /** Replaces the text with this id; returns by how many characters it has grown. */
  replaceText(id: string, text: string): number
  reasoning(id: string, kind?: ReasoningPart['kind']): TextDraft
  refusal(): RefusalDraft
  /** A call is looked for in the whole message: its answer may come steps later. */
  tool(toolCallId: string): ToolDraft
  startTool(event: EventOf<'tool-input-start'>): void
  /** The text with this id, where it is open. */
  openText(id: string): TextDraft | undefined
  /** The reasoning with this id, where it is open. One that had no delta begins here if `mayBegin`: a redacted one. */
  openReasoning(id: string, mayBegin: boolean): TextDraft | undefined
  source(event: EventOf<'source'>): void
  file(event: EventOf<'file'>): void
  data(event: EventOf<'data'>): void
  /** Ends the running step: ids begin anew. */
  nextStep(): void
  /** Drops all parts of the running step. */
  resetStep(): void
  close(settlement: Settlement, cutOff: boolean): void
  parts(): MessagePart[]
}

/** Begins an empty list. */
export function createPartList(environment: Pick<Environment, 'now'>): PartList {
  const drafts: PartDraft[] = []
  const texts = new Map<string, TextDraft>()
  const reasonings = new Map<string, TextDraft>()
  let refusal: RefusalDraft | undefined
  let partialFile: WholeDraft<FilePart> | undefined
  const tools = new Map<string, ToolDraft>()
  const sources = new Map<string, WholeDraft<SourcePart>>()
  const datas = new Map<string, WholeDraft<DataPart>>()
  let step = 0
  let firstOfStep = 0

  function add<Draft extends PartDraft>(draft: Draft): Draft {
    drafts.push(draft)
    return draft
  }

  function addTo<Draft extends PartDraft>(map: Map<string, Draft>, key: string, draft: Draft): Draft {
    map.set(key, draft)
    return add(draft)
  }

  /** Unique in the message, the same on every run: kind, step, the wire's id; a count where the step has it twice. */
  function partId(kind: string, id: string, again: boolean): string {
    return again ? `${kind}-${step}-${id}~${drafts.length}` : `${kind}-${step}-${id}`
  }

  function text(id: string): TextDraft {
    const known = texts.get(id)
    if (known !== undefined && !known.ended) return known
    return addTo(texts, id, createTextDraft(partId('text', id, known !== undefined), environment))
  }

  function reasoning(id: string, kind?: ReasoningPart['kind']): TextDraft {
    const known = reasonings.get(id)
    if (known !== undefined && !known.ended) return known
    const draft = createReasoningDraft(partId('reasoning', id, known !== undefined), kind, environment)
    return addTo(reasonings, id, draft)
  }

  function forgetStep(): void {
    texts.clear()
    reasonings.clear()
    refusal = undefined
    partialFile = undefined
  }

  return {
    text,
    replaceText(id, replacement) {
      // Said again after its end, as a resumed stream does, a text is still the same one.
      return texts.get(id)?.text === replacement ? 0 : text(id).replace(replacement)
    },
    reasoning,
    refusal() {
      return (refusal ??= add(createRefusalDraft()))
    },
    tool(toolCallId) {
      return tools.get(toolCallId) ?? addTo(tools, toolCallId, createToolDraft(toolCallId))
    },
    startTool(event) {
      const { toolCallId } = event
      const known = tools.get(toolCallId)
      const again = known !== undefined && known.ended && drafts.indexOf(known) < firstOfStep
      const draft =
        known !== undefined && !again ? known : addTo(tools, toolCallId, createToolDraft(toolCallId))
      draft.start(event)
    },
    openText(id) {
      const known = texts.get(id)
      return known?.ended ? undefined : known
    },
    openReasoning(id, mayBegin) {
      const known = reasonings.get(id)
      return known === undefined && mayBegin ? reasoning(id) : known?.ended ? undefined : known
    },
    source(event) {
      const part = sourcePart(event)
      const key = part.url ?? `${part.id ?? ''} ${part.title ?? ''} ${part.filename ?? ''}`
      const known = sources.get(key)
      if (known === undefined) addTo(sources, key, createWholeDraft(part))
      else known.replace(merged(known.part(), part))
    },
    file(event) {
      const url = event.url ?? `data:${event.mediaType};base64,${event.base64 ?? ''}`
      const part: FilePart = { type: 'file', mediaType: event.mediaType, url }
      // A preview is replaced by the next one, and at last by the file.
      const preview = partialFile
      if (preview === undefined) add(createWholeDraft(part))
      else preview.replace(part)
      partialFile = event.partial ? (preview ?? (drafts.at(-1) as WholeDraft<FilePart>)) : undefined
    },
    data({ name, id, data }) {
      const part: DataPart = { type: 'data', name, ...(id !== undefined && { id }), data }
      const key = `${name} ${id}`
      const known = id === undefined ? undefined : datas.get(key)
      if (known !== undefined) known.replace(part)
      else if (id === undefined) add(createWholeDraft(part))
      else addTo(datas, key, createWholeDraft(part))
    },
    nextStep() {
      step++
      firstOfStep = drafts.length
      forgetStep()
    },
    resetStep() {
      const dropped = new Set<unknown>(drafts.splice(firstOfStep))
      for (const map of [tools, sources, datas]) {
        for (const [key, draft] of map) if (dropped.has(draft)) map.delete(key)
      }
      forgetStep()
    },
    close(settlement, cutOff) {
      for (const draft of drafts) draft.close(settlement, cutOff)
    },
    parts() {
      return drafts.map((draft) => draft.part())
    },
  }
}

function sourcePart({ type, id, url, title, mediaType, filename }: EventOf<'source'>): SourcePart {
  return {
    type,
    ...(id !== undefined && { id }),
    ...(url !== undefined && { url }),
    ...(title !== undefined && { title }),
    ...(mediaType !== undefined && { mediaType }),
    ...(filename !== undefined && { filename }),
  }
}

/** The source as it was first told, with what is new in the second telling; the same object where nothing is. */
function merged(first: SourcePart, second: SourcePart): SourcePart {
  const isNew = Object.keys(second).some((key) => !Object.hasOwn(first, key))
  return isNew ? { ...second, ...first } : first
}
