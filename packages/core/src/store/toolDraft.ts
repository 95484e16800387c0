import type { CompletionEvent } from '../events.ts'
import { parseJson } from '../json.ts'
import type { Signature, ToolPart, ToolState } from '../message.ts'
import { createPartialJson } from '../partialJson.ts'
import type { PartialJson } from '../partialJson.ts'
import type { PartDraft, Settlement } from './partDraft.ts'
import { setIn } from './setIn.ts'

type ToolEvent<Type extends CompletionEvent['type']> = Extract<CompletionEvent, { type: Type }>

/** A tool call: its arguments grow, are closed, and are answered. */
export interface ToolDraft extends PartDraft {
  /** Its input has ended, or it was answered: a start with its id in a later step is another call. */
  readonly ended: boolean
  start(event: Omit<ToolEvent<'tool-input-start'>, 'type'>): void
  append(delta: string): void
  patch(event: ToolEvent<'tool-input-patch'>): void
  end(event: Omit<ToolEvent<'tool-input-end'>, 'type' | 'toolCallId'>): void
  answer(output: unknown, preliminary: boolean): void
  fail(message: string): void
  askApproval(approvalId: string): void
}

/** Begins a tool call. */
export function createToolDraft(toolCallId: string): ToolDraft {
  let toolName = ''
  let hosted = false
  let plainText = false
  let state: ToolState = 'input-streaming'
  let ended = false
  let inputText = ''
  let input: unknown
  /** What the partial parser has not seen yet: it runs when somebody looks. */
  let unparsed = ''
  let parser: PartialJson | undefined
  let patched = false
  let outcome: Pick<ToolPart, 'output' | 'preliminary' | 'errorText' | 'approvalId'> = {}
  let signature: Signature | undefined
  let built: ToolPart | undefined

  function become(next: ToolState): void {
    state = next
    built = undefined
  }

  function reopen(): boolean {
    if (ended) return false
    become('input-streaming')
    return true
  }

  function closeInput(emptyIsWhole: boolean): void {
    const parsed = readInput(emptyIsWhole)
    become(parsed === undefined ? 'input-truncated' : 'input-available')
    input = parsed === undefined ? partialInput() : parsed
    parser = undefined
    unparsed = ''
  }

  /** The whole input; `undefined` where it was cut off. */
  function readInput(emptyIsWhole: boolean): unknown {
    if (patched) return emptyIsWhole ? input : undefined
    if (plainText) return emptyIsWhole ? inputText : undefined
    if (inputText.trim() !== '') return parseJson(inputText)
    return emptyIsWhole ? {} : undefined
  }

  function partialInput(): unknown {
    if (plainText) return inputText
    if (unparsed === '') return input
    parser ??= createPartialJson()
    parser.write(unparsed)
    unparsed = ''
    return parser.value()
  }

  function settle(next: ToolState, facts: typeof outcome): void {
    if (state === 'input-streaming') closeInput(true)
    ended = true
    outcome = { ...outcome, ...facts }
    become(next)
  }

  function build(): ToolPart {
    if (state === 'input-streaming') input = partialInput()
    return {
      type: 'tool',
      toolCallId,
      toolName,
      ...(hosted && { hosted }),
      state,
      inputText,
      ...(input !== undefined && { input }),
      ...outcome,
      ...(signature !== undefined && { signature }),
    }
  }

  return {
    get ended() {
      return ended
    },
    start(event) {
      if (event.toolName !== '') toolName = event.toolName
      hosted ||= event.hosted === true
      plainText ||= event.encoding === 'text'
      built = undefined
    },
    append(delta) {
      if (!reopen()) return
      inputText += delta
      if (!plainText) unparsed += delta
    },
    patch({ path, value, append }) {
      if (!reopen()) return
      input = setIn(input, path, value, append === true)
      patched = true
    },
    end({ input: whole, signature: signed }) {
      if (ended) return
      signature = signed
      if (whole === undefined) closeInput(true)
      else {
        input = whole
        become('input-available')
      }
      ended = true
    },
    answer(output, preliminary) {
      settle('output-available', { output, preliminary: preliminary || undefined })
    },
    fail(message) {
      settle('output-error', { errorText: message })
    },
    askApproval(approvalId) {
      settle('approval-requested', { approvalId })
    },
    close(settlement: Settlement, cutOff) {
      if (state === 'input-streaming') closeInput(settlement === 'done' && !cutOff)
    },
    part() {
      return (built ??= build())
    },
  }
}
