import type { CSSProperties, ForwardRefExoticComponent, RefAttributes, SyntheticEvent } from 'react'

/** A component of this package: `ref` goes to its root element, in React 18 (where a ref is no prop) as in 19. */
export type Anatomy<Props, Root extends Element> = ForwardRefExoticComponent<Props & RefAttributes<Root>>

/** The attributes by which a component tells its state to stylesheets and tests. */
export const dataAttributes = {
  /** What a button of the composer does: `send`, `stop`, `queue`, `interrupt`, `attach`. */
  action: 'data-action',
  /** Waiting for something that was asked for. */
  busy: 'data-busy',
  /** The calm block at the end of a text that grows. */
  caret: 'data-caret',
  /** The smaller form. */
  compact: 'data-compact',
  /** Files hang over the composer. */
  dropping: 'data-dropping',
  /** Nothing to show yet. */
  empty: 'data-empty',
  /** A list that follows its newest end. */
  following: 'data-following',
  /** The kind of a `StreamError`. */
  kind: 'data-kind',
  /** The language of a block of code. */
  language: 'data-language',
  /** A list whose items stand apart. */
  loose: 'data-loose',
  /** The id of the message that the element shows. */
  message: 'data-message',
  /** The type of the part that the element shows: `text`, `tool`, … */
  part: 'data-part',
  /** The moment after a connection came back. */
  resumed: 'data-resumed',
  /** Who speaks: `user`, `assistant`, `system`. */
  role: 'data-role',
  /** A full group of blocks, or of items of a list. */
  settled: 'data-settled',
  /** The state of a part: `streaming`, `done`, `interrupted`, a tool's state. */
  state: 'data-state',
  /** The state of the whole in one word: a connection's or a completion's `status`. */
  status: 'data-status',
  /** Text is arriving. */
  streaming: 'data-streaming',
  /** An item of a list that can be done. */
  task: 'data-task',
  /** The hue of a state: `good`, `warning`, `bad`, `neutral`. */
  tone: 'data-tone',
  /** Long lines are broken. */
  wrap: 'data-wrap',
} as const

type DataName = keyof typeof dataAttributes

/** Data attributes from plain values: `true` is an attribute without a value, `false` and `undefined` are none. */
export function data(values: { [Name in DataName]?: string | boolean | undefined }): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== false)
      attributes[dataAttributes[name as DataName]] = value === true ? '' : value
  return attributes
}

type Handler = (event: SyntheticEvent) => void

/**
 * The root element's props: the component's own, then the consumer's, who wins. Class names are joined, styles
 * merged; of two handlers the consumer's runs first, and `event.preventDefault()` there leaves ours out.
 */
export function mergeProps<Own extends object, Consumer extends object>(
  own: Own,
  consumer: Consumer,
): Own & Consumer {
  const merged = { ...own } as Record<string, unknown>
  for (const [name, value] of Object.entries(consumer))
    if (value !== undefined) merged[name] = mergeProp(name, merged[name], value)
  return merged as Own & Consumer
}

function mergeProp(name: string, own: unknown, consumer: unknown): unknown {
  if (own === undefined) return consumer
  if (name === 'className') return `${own as string} ${consumer as string}`
  if (name === 'style') return { ...(own as CSSProperties), ...(consumer as CSSProperties) }
  if (typeof own === 'function' && typeof consumer === 'function')
    return chain(consumer as Handler, own as Handler)
  return consumer
}

function chain(consumer: Handler, own: Handler): Handler {
  return (event) => {
    consumer(event)
    if (!event.defaultPrevented) own(event)
  }
}
