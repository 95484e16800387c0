import type { EmitEvent } from '../events.ts'
import { fields, filled, idText, list } from '../json.ts'
import type { JsonObject } from '../json.ts'
import { applyPatch } from './jsonPatch.ts'

/** What an AG-UI agent shows beside its answer: its state, activities, and events of its own. */
export interface AgUiState {
  /** Reads an event, of which `raw` is the text; `false` where it is about something else. */
  read(type: string, event: JsonObject, raw: string): boolean
}

/** Begins with the state `{}`. */
export function createAgUiState(emit: EmitEvent): AgUiState {
  let state: unknown = {}
  const activities = new Map<string, unknown>()

  function setState(next: unknown): void {
    state = next
    emit({ type: 'data', name: 'state', id: 'state', data: state })
  }

  function setActivity({ messageId, activityType }: JsonObject, content: unknown): void {
    const id = idText(messageId) ?? ''
    activities.set(id, content)
    emit({ type: 'data', name: filled(activityType) ?? 'activity', id, data: content })
  }

  function patch(document: unknown, operations: unknown, raw: string): unknown {
    const patched = applyPatch(document, list(operations))
    const message = 'A patch of the agent’s state does not fit the state'
    if (patched === undefined) emit({ type: 'malformed', message, raw })
    return patched === undefined ? document : patched.value
  }

  /** For callbacks only: none of it belongs into the message. */
  function tell(name: string, data: unknown): void {
    emit({ type: 'data', name, data, transient: true })
  }

  return {
    read(type, event, raw) {
      const activity = activities.get(idText(event.messageId) ?? '')
      switch (type) {
        case 'STATE_SNAPSHOT':
          setState(event.snapshot)
          break
        case 'STATE_DELTA':
          setState(patch(state, event.delta, raw))
          break
        case 'ACTIVITY_SNAPSHOT':
          if (event.replace !== false || activity === undefined) setActivity(event, event.content)
          break
        case 'ACTIVITY_DELTA':
          setActivity(event, patch(activity ?? {}, event.patch, raw))
          break
        case 'CUSTOM':
          emit({ type: 'data', name: filled(event.name) ?? 'custom', data: event.value })
          break
        case 'STEP_STARTED':
        case 'STEP_FINISHED':
          tell('step', { name: event.stepName, state: type === 'STEP_STARTED' ? 'started' : 'finished' })
          break
        case 'RAW':
          tell(filled(event.source) ?? 'raw', event.event)
          break
        default:
          return false
      }
      return true
    },
  }
}

/** What a run waits for: approval of a call, or an answer of the user's, kept as a data part named `interrupt`. */
export function emitInterrupts(emit: EmitEvent, interrupts: unknown): void {
  for (const interrupt of list(interrupts).map(fields)) {
    const id = filled(interrupt.id) ?? ''
    const toolCallId = filled(interrupt.toolCallId)
    if (toolCallId === undefined) emit({ type: 'data', name: 'interrupt', id, data: interrupt })
    else emit({ type: 'tool-approval', toolCallId, approvalId: id, schema: interrupt.responseSchema })
  }
}
