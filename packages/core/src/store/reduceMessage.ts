import type { Environment } from '../connection/environment.ts'
import type { CompletionEvent, FinishReason, ProviderError, Usage } from '../events.ts'
import type { Message, MessagePart, MessageRole } from '../message.ts'
import { mergeMetadata } from './mergeMetadata.ts'
import type { Settlement } from './partDraft.ts'
import { createPartList } from './partList.ts'
import { createUsageSum } from './usageSum.ts'

/** What a message starts from. */
export interface MessageDraftOptions {
  readonly id: string
  /** Default: `'assistant'`. */
  readonly role?: MessageRole
  /** ms since 1970. */
  readonly createdAt: number
  readonly environment: Pick<Environment, 'now'>
}

/** What the stream told of the answer beside its parts. */
interface AnswerFacts {
  /** `undefined` until the wire says one. */
  readonly finishReason: FinishReason | undefined
  /** The provider's own word for it. */
  readonly rawFinishReason: string | undefined
  /** Tokens, summed over the model calls; the same object until it changes. */
  readonly usage: Usage | undefined
  /** The first error that the stream reported. */
  readonly error: ProviderError | undefined
  /** The server said that the answer was stopped. */
  readonly aborted: boolean
  /** The format's end mark was seen. */
  readonly done: boolean
  /** The server's own id of the message. */
  readonly messageId: string | undefined
  readonly model: string | undefined
  /** Characters (UTF-16 code units) of text and reasoning that arrived. */
  readonly characters: number
}

/**
 * A message while it is being written. Events change it in place, at the cost of what they bring; `snapshot()`
 * makes the immutable message, in which everything that did not change keeps its identity.
 */
export interface MessageDraft extends AnswerFacts {
  /** Folds one event in. Never throws, whatever the server sent. */
  apply(event: CompletionEvent): void
  /** Closes all open parts: `done` at the end of the answer, `interrupted` after a stop, an error or a cut. */
  settle(settlement: Settlement): void
  /** The message as it is now; the same object until something in it changes. */
  snapshot(): Message
}

/** Begins a message. */
export function createMessageDraft(options: MessageDraftOptions): MessageDraft {
  const { id, role = 'assistant', createdAt, environment } = options
  const list = createPartList(environment)
  const usage = createUsageSum()
  const facts = {
    finishReason: undefined as FinishReason | undefined,
    rawFinishReason: undefined as string | undefined,
    error: undefined as ProviderError | undefined,
    aborted: false,
    done: false,
    messageId: undefined as string | undefined,
    model: undefined as string | undefined,
    characters: 0,
  }
  let finishedInStep = false
  let metadata: unknown
  let message: Message | undefined
  let stale = true

  function finish(reason: FinishReason, rawReason: string | undefined): void {
    // The first telling reason of a step stays: gateways repeat it, or add a vaguer one with the usage.
    const isTelling = facts.finishReason !== 'other' && facts.finishReason !== 'unknown'
    if (!finishedInStep || !isTelling) {
      facts.finishReason = reason
      facts.rawFinishReason = rawReason
    }
    finishedInStep = true
    close('done')
  }

  function close(settlement: Settlement): void {
    list.close(settlement, facts.finishReason === 'length')
  }

  function nextStep(): void {
    close('done')
    list.nextStep()
    finishedInStep = false
  }

  function start(event: Extract<CompletionEvent, { type: 'start' }>): void {
    usage.nextCall()
    finishedInStep = false
    facts.messageId ??= event.messageId
    facts.model = event.model ?? facts.model
    if (event.metadata !== undefined) metadata = mergeMetadata(metadata, event.metadata)
  }

  function apply(event: CompletionEvent): void {
    stale = true
    switch (event.type) {
      case 'text-delta':
        list.text(event.id).append(event.delta)
        facts.characters += event.delta.length
        return
      case 'reasoning-delta':
        list.reasoning(event.id, event.kind).append(event.delta)
        facts.characters += event.delta.length
        return
      case 'text-snapshot':
        facts.characters += list.replaceText(event.id, event.text)
        return
      case 'text-end':
        return list.openText(event.id)?.end(event)
      case 'reasoning-end':
        return list
          .openReasoning(event.id, event.redacted === true || event.signature !== undefined)
          ?.end(event)
      case 'refusal-delta':
        return list.refusal().append(event.delta)
      case 'tool-input-start':
        return list.startTool(event)
      case 'tool-input-delta':
        return list.tool(event.toolCallId).append(event.delta)
      case 'tool-input-patch':
        return list.tool(event.toolCallId).patch(event)
      case 'tool-input-end':
        return list.tool(event.toolCallId).end(event)
      case 'tool-output':
        return list.tool(event.toolCallId).answer(event.output, event.preliminary === true)
      case 'tool-error':
        return list.tool(event.toolCallId).fail(event.message)
      case 'tool-approval':
        return list.tool(event.toolCallId).askApproval(event.approvalId)
      case 'source':
        return list.source(event)
      case 'file':
        return list.file(event)
      case 'data':
        return event.transient ? undefined : list.data(event)
      case 'start':
        return start(event)
      case 'step-start':
        usage.nextCall()
        return nextStep()
      case 'step-end':
        return nextStep()
      case 'step-reset':
        return list.resetStep()
      case 'finish':
        return finish(event.reason, event.rawReason)
      case 'metadata':
        metadata = mergeMetadata(metadata, event.value)
        return
      case 'usage':
        return usage.report(event)
      case 'error':
        facts.error ??= event.error
        return
      case 'abort':
        facts.aborted = true
        return
      case 'done':
        facts.done = true
        return
      case 'malformed':
      case 'unknown':
        return
    }
  }

  function snapshot(): Message {
    if (message !== undefined && !stale) return message
    stale = false
    const parts = list.parts()
    if (message !== undefined && message.metadata === metadata && isSame(message.parts, parts)) return message
    message = { id, role, parts, ...(metadata !== undefined && { metadata }), createdAt }
    return message
  }

  return {
    apply,
    snapshot,
    settle(settlement) {
      stale = true
      close(settlement)
    },
    get finishReason() {
      return facts.finishReason
    },
    get rawFinishReason() {
      return facts.rawFinishReason
    },
    get usage() {
      return usage.value()
    },
    get error() {
      return facts.error
    },
    get aborted() {
      return facts.aborted
    },
    get done() {
      return facts.done
    },
    get messageId() {
      return facts.messageId
    },
    get model() {
      return facts.model
    },
    get characters() {
      return facts.characters
    },
  }
}

function isSame(before: readonly MessagePart[], after: readonly MessagePart[]): boolean {
  return before.length === after.length && before.every((part, at) => part === after[at])
}
