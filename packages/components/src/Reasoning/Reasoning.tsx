'use client'
import type { ReasoningPart } from '@rivulet/react'
import { type ComponentPropsWithoutRef, type ForwardedRef, forwardRef } from 'react'
import { Fold } from '../Fold.tsx'
import { StreamingText } from '../StreamingText/StreamingText.tsx'
import { type Anatomy, data } from '../anatomy.ts'
import { thoughtIcon } from '../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
import { reasoningLabels } from './reasoningLabels.ts'

export interface ReasoningProps extends Omit<
  ComponentPropsWithoutRef<'details'>,
  'children' | 'open' | 'part'
> {
  part: ReasoningPart
  /** Shows growing text at the rate at which it arrives. Default: `false`. */
  smooth?: boolean
  labels?: LabelOverrides
}

/**
 * What the model thought: open while it streams, then closed behind how long it took. Once the reader has opened or
 * closed it, it stays so.
 *
 * @example <Reasoning part={part} />
 */
export const Reasoning: Anatomy<ReasoningProps, HTMLDetailsElement> = forwardRef(function Reasoning(
  { part, smooth, labels, ...rest }: ReasoningProps,
  ref: ForwardedRef<HTMLDetailsElement>,
) {
  const { state, text, startedAt, endedAt } = part
  const words = mergeLabels(reasoningLabels, labels?.reasoning)
  const streaming = state === 'streaming'
  const duration = endedAt === undefined ? undefined : endedAt - startedAt
  return (
    <Fold
      ref={ref}
      {...data({ part: 'reasoning', state, streaming })}
      shape={thoughtIcon}
      heading={streaming ? words.thinking : words.thought(duration)}
      opens={streaming && text !== ''}
      rest={rest}
    >
      {() =>
        part.redacted && text === '' ? (
          words.redacted
        ) : (
          <StreamingText
            className="rivulet-reasoning"
            text={text}
            streaming={streaming}
            smooth={smooth}
            caret={false}
          />
        )
      }
    </Fold>
  )
})
