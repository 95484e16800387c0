import { chunk, wait, type ChunkStep, type Step } from './script.ts'

/** The fields of one server-sent event. */
export interface SseFields {
  /** Default: none, which readers take for `message`. */
  readonly event?: string
  /** A string gets a `data:` line for each of its lines; anything else is sent as JSON. */
  readonly data?: unknown
  readonly id?: string | number
  /** Milliseconds. */
  readonly retry?: number
  /** A comment before the fields; alone, a heartbeat. */
  readonly comment?: string
}

/** The wire text of one server-sent event. */
export function sse({ comment, event, data, id, retry }: SseFields): string {
  const lines: string[] = []
  if (comment !== undefined) lines.push(`: ${comment}`)
  if (event !== undefined) lines.push(`event: ${event}`)
  if (id !== undefined) lines.push(`id: ${id}`)
  if (retry !== undefined) lines.push(`retry: ${retry}`)
  if (data !== undefined) lines.push(...dataLines(data))
  return `${lines.join('\n')}\n\n`
}

function dataLines(data: unknown): string[] {
  const text = typeof data === 'string' ? data : JSON.stringify(data)
  return text.split(/\r\n|\r|\n/u).map((line) => `data: ${line}`)
}

/** Sizes of 1 to `max` bytes (default: 16), the same ones each time for the same seed. */
export interface SeededSizes {
  readonly seed: number
  readonly max?: number
}

/** Cuts wire text into chunks of `size` bytes, or of sizes by chance; characters are cut anywhere. */
export function pieces(wire: string | Uint8Array, size: number | SeededSizes): ChunkStep[] {
  const bytes = typeof wire === 'string' ? new TextEncoder().encode(wire) : wire
  const nextSize = typeof size === 'number' ? () => Math.max(1, size) : seededSizes(size)
  const steps: ChunkStep[] = []
  for (let at = 0; at < bytes.length;) {
    const length = nextSize()
    steps.push(chunk(bytes.slice(at, at + length)))
    at += length
  }
  return steps
}

/** A linear congruential generator (Numerical Recipes): chance enough to cut at. */
function seededSizes({ seed, max = 16 }: SeededSizes): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return 1 + Math.floor((state / 2 ** 32) * max)
  }
}

/** Cuts text the way models do: a token is a word with the white space before it. Joined, they are the text. */
export function tokens(text: string): string[] {
  return text.match(/\s*\S+|\s+$/gu) ?? []
}

/** What `openaiChunks` adds to the text. */
export interface OpenaiChunksOptions {
  /** Milliseconds between tokens. Default: 0. */
  readonly interval?: number
  /** Default: `stop`. */
  readonly finishReason?: string
  /** Default: one prompt token, and the tokens sent. */
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number }
  /** Default: `scripted`. */
  readonly model?: string
}

/** The steps of an OpenAI chat completion: the role, each token, the finish reason, the usage and `[DONE]`. */
export function openaiChunks(text: string | readonly string[], options: OpenaiChunksOptions = {}): Step[] {
  const contents = typeof text === 'string' ? tokens(text) : text
  const { interval = 0, finishReason = 'stop', model = 'scripted' } = options
  const usage = options.usage ?? { prompt_tokens: 1, completion_tokens: contents.length }
  const total_tokens = usage.prompt_tokens + usage.completion_tokens

  const frame = (fields: object): ChunkStep =>
    chunk(sse({ data: { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 0, model, ...fields } }))
  const choice = (delta: object, finish_reason: string | null = null): ChunkStep =>
    frame({ choices: [{ index: 0, delta, finish_reason }] })

  return [
    choice({ role: 'assistant', content: '' }),
    ...contents.flatMap((content) =>
      interval > 0 ? [wait(interval), choice({ content })] : [choice({ content })],
    ),
    choice({}, finishReason),
    frame({ choices: [], usage: { ...usage, total_tokens } }),
    chunk(sse({ data: '[DONE]' })),
  ]
}
