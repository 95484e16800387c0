import type { Environment } from '../connection/environment.ts'
import type { MessagePart, ReasoningPart, RefusalPart, Signature, TextPart, TextState } from '../message.ts'

/** How an answer, and with it every part that is still open, comes to its end. */
export type Settlement = 'done' | 'interrupted'

/** A part while it is being written. */
export interface PartDraft {
  /** The part as it is now; the same object until it changes. */
  part(): MessagePart
  /**
   * Ends what is still open because the step or the answer has ended. `cutOff`: the answer ran into a limit.
   * What comes for the part all the same opens it again.
   */
  close(settlement: Settlement, cutOff: boolean): void
}

/** What the end of a text or a reasoning tells of it. */
interface EndFacts {
  readonly redacted?: boolean | undefined
  readonly signature?: Signature | undefined
}

/** A text, or a reasoning, that grows. */
export interface TextDraft extends PartDraft {
  /** The server itself has ended it: a delta with its id begins a new part. */
  readonly ended: boolean
  append(delta: string): void
  readonly text: string
  /** Replaces all text; returns by how many characters it has grown. */
  replace(text: string): number
  end(facts?: EndFacts): void
}

interface Growth {
  readonly text: string
  readonly state: TextState
  readonly redacted: boolean
  readonly signature: Signature | undefined
  readonly endedAt: number | undefined
}

/** Begins a text. */
export function createTextDraft(id: string, environment: Pick<Environment, 'now'>): TextDraft {
  return createGrowingDraft(environment, ({ text, state, signature }): TextPart => ({
    type: 'text',
    id,
    text,
    state,
    ...(signature !== undefined && { signature }),
  }))
}

/** Begins a reasoning; it knows when it began and ended. */
export function createReasoningDraft(
  id: string,
  kind: ReasoningPart['kind'],
  environment: Pick<Environment, 'now'>,
): TextDraft {
  const startedAt = environment.now()
  return createGrowingDraft(environment, ({ text, state, redacted, signature, endedAt }): ReasoningPart => ({
    type: 'reasoning',
    id,
    text,
    state,
    ...(redacted && { redacted }),
    ...(kind !== undefined && { kind }),
    ...(signature !== undefined && { signature }),
    startedAt,
    ...(endedAt !== undefined && { endedAt }),
  }))
}

function createGrowingDraft(
  environment: Pick<Environment, 'now'>,
  build: (growth: Growth) => MessagePart,
): TextDraft {
  let text = ''
  let state: TextState = 'streaming'
  let ended = false
  let redacted = false
  let signature: Signature | undefined
  let endedAt: number | undefined
  let built: MessagePart | undefined

  function become(next: TextState): void {
    if (state === next) return
    state = next
    endedAt = next === 'streaming' ? undefined : environment.now()
    built = undefined
  }

  function put(next: string): void {
    become('streaming')
    text = next
    built = undefined
  }

  return {
    get ended() {
      return ended
    },
    get text() {
      return text
    },
    append(delta) {
      put(text + delta)
    },
    replace(next) {
      const grown = next.length - text.length
      if (next !== text) put(next)
      return grown
    },
    end(told = {}) {
      become('done')
      ended = true
      if (told.redacted !== true && told.signature === undefined) return
      redacted ||= told.redacted === true
      signature = told.signature ?? signature
      built = undefined
    },
    close(settlement) {
      if (state === 'streaming') become(settlement)
    },
    part() {
      return (built ??= build({ text, state, redacted, signature, endedAt }))
    },
  }
}

/** A refusal that grows. */
export interface RefusalDraft extends PartDraft {
  append(delta: string): void
}

/** Begins a refusal. */
export function createRefusalDraft(): RefusalDraft {
  let built: RefusalPart = { type: 'refusal', text: '' }
  return {
    append(delta) {
      built = { type: 'refusal', text: built.text + delta }
    },
    close() {},
    part: () => built,
  }
}

/** A part that comes whole and may be replaced as a whole. */
export interface WholeDraft<Part extends MessagePart> extends PartDraft {
  replace(part: Part): void
  part(): Part
}

/** A source, a file or data. */
export function createWholeDraft<Part extends MessagePart>(first: Part): WholeDraft<Part> {
  let current = first
  return {
    replace(part) {
      current = part
    },
    close() {},
    part: () => current,
  }
}
