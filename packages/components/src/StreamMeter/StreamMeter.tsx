import type { CompletionMetrics, Usage } from '@rivulet/react'
import { type ComponentPropsWithoutRef, type ForwardedRef, forwardRef } from 'react'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
import { type MeterLabels, meterLabels } from './meterLabels.ts'

export interface StreamMeterProps extends Omit<ComponentPropsWithoutRef<'dl'>, 'children'> {
  /** Times and sizes of an answer: `metrics` of `useStreamingCompletion`. */
  metrics: CompletionMetrics
  /** Tokens, as the server counted them. */
  usage?: Usage
  labels?: LabelOverrides
}

/**
 * How the last answer came: time to the first token, rate, tokens, reconnects. Shows what is known, and nothing else.
 *
 * @example <StreamMeter metrics={metrics} usage={usage} />
 */
export const StreamMeter: Anatomy<StreamMeterProps, HTMLDListElement> = forwardRef(function StreamMeter(
  { metrics, usage, labels, ...rest }: StreamMeterProps,
  ref: ForwardedRef<HTMLDListElement>,
) {
  const words = mergeLabels(meterLabels, labels?.meter)
  const figures = figuresOf(metrics, usage, words)
  const own = {
    className: 'rivulet rivulet-meter',
    'aria-label': words.meter,
    ...data({ empty: figures.length === 0 }),
  }
  return (
    <dl ref={ref} {...mergeProps(own, rest)}>
      {figures.map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  )
})

/** What is known of an answer, as names and figures. */
function figuresOf(
  { sentAt, firstToken, rate, tokens, reconnects }: CompletionMetrics,
  usage: Usage | undefined,
  words: MeterLabels,
): [name: string, figure: string][] {
  const figures: [string, string][] = []
  const add = <Value,>(name: string, value: Value | undefined, say: (value: Value) => string): void => {
    if (value !== undefined) figures.push([name, say(value)])
  }
  const wait = firstToken === undefined || sentAt === undefined ? undefined : firstToken - sentAt
  add(words.firstToken, wait, words.duration)
  add(words.rate, rate, tokens === undefined ? words.charactersPerSecond : words.tokensPerSecond)
  add(words.input, usage?.input, words.tokens)
  add(words.output, usage?.output ?? tokens, words.tokens)
  add(words.reconnects, reconnects > 0 ? reconnects : undefined, words.count)
  return figures
}
