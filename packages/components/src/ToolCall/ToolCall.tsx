'use client'
import type { ToolPart } from '@rivulet/react'
import { type ComponentPropsWithoutRef, type ForwardedRef, type ReactNode, forwardRef } from 'react'
import { Fold } from '../Fold.tsx'
import { StreamingText } from '../StreamingText/StreamingText.tsx'
import { type Anatomy, data } from '../anatomy.ts'
import { asText } from '../asText.ts'
import { toolIcon } from '../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
import { type ToolCallLabels, toolCallLabels, toolLabels } from './toolLabels.ts'

export interface ToolCallProps extends Omit<
  ComponentPropsWithoutRef<'details'>,
  'children' | 'open' | 'part'
> {
  part: ToolPart
  /** Shows a button that allows the call, while it waits for approval. */
  onApprove?: (part: ToolPart) => void
  /** Shows a button that forbids the call, while it waits for approval. */
  onDeny?: (part: ToolPart) => void
  labels?: LabelOverrides
}

/**
 * A call of a tool: its name and state, and folded what goes in, as it streams, and what came out. It is open while it
 * waits for approval, since nobody should allow what they have not seen.
 *
 * @example <ToolCall part={part} />
 */
export const ToolCall: Anatomy<ToolCallProps, HTMLDetailsElement> = forwardRef(function ToolCall(
  { part, onApprove, onDeny, labels, ...rest }: ToolCallProps,
  ref: ForwardedRef<HTMLDetailsElement>,
) {
  const { state } = part
  const words = mergeLabels(toolCallLabels, labels?.toolCall)
  const states = mergeLabels(toolLabels, labels?.tool)
  const waits = state === 'approval-requested'
  return (
    <Fold
      ref={ref}
      {...data({ part: 'tool', state, streaming: state === 'input-streaming' })}
      shape={toolIcon}
      heading={part.toolName}
      note={states[state]}
      opens={waits}
      rest={rest}
    >
      {() => (
        <>
          <Exchange part={part} words={words} />
          {waits && (onApprove || onDeny) && (
            <div className="rivulet-tool-actions">
              {onApprove && (
                <button type="button" className="rivulet-button" onClick={() => onApprove(part)}>
                  {words.approve}
                </button>
              )}
              {onDeny && (
                <button type="button" className="rivulet-button" onClick={() => onDeny(part)}>
                  {words.deny}
                </button>
              )}
            </div>
          )}
        </>
      )}
    </Fold>
  )
})

/** What goes in and what came out. */
function Exchange({ part, words }: { part: ToolPart; words: ToolCallLabels }): ReactNode {
  const { inputText, output, preliminary, errorText, state } = part
  return (
    <>
      <div className="rivulet-fold-label">{words.input}</div>
      <StreamingText
        className="rivulet-code"
        text={inputText}
        streaming={state === 'input-streaming'}
        caret={false}
      />
      {output !== undefined && (
        <>
          <div className="rivulet-fold-label">{preliminary ? words.preliminary : words.output}</div>
          <pre className="rivulet-code">{asText(output)}</pre>
        </>
      )}
      {errorText !== undefined && <p className="rivulet-fold-error">{errorText}</p>}
    </>
  )
}
