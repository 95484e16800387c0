import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Recorded streams of real servers. They are no part of this repository; where they are absent, their tests skip. */
export const RECORDINGS: string = resolve(import.meta.dirname, '../../../../../shared/recordings/open')

/** Whether the recordings are there. */
export const hasRecordings: boolean = existsSync(RECORDINGS)

/** A response as it was recorded, and what a client must make of it. */
export interface Recording {
  readonly name: string
  readonly body: Uint8Array
  readonly status: number
  readonly headers: Headers
  readonly expected: Expected
}

/** The fields of `*.expected.json` that are compared. */
export interface Expected {
  readonly text: string
  readonly textParts?: readonly string[]
  readonly reasoning: string
  readonly reasoningParts?: readonly string[]
  readonly refusal?: string
  readonly toolPlan?: string
  readonly toolCalls: readonly ExpectedCall[]
  readonly finishReason: string | null
  readonly usageTotals: { readonly input: number; readonly output: number } | null
  readonly error: ExpectedError | null
  readonly done: boolean | null
  readonly sources?: readonly { readonly url: string | null; readonly title: string | null }[]
  readonly data?: readonly object[]
  readonly messageMetadata?: unknown
  readonly alsoAccept?: Readonly<Record<string, unknown>>
}

interface ExpectedCall {
  readonly id: string | null
  readonly name: string
  readonly args: unknown
  readonly argsText: string | null
  readonly complete: boolean
  readonly result?: unknown
  readonly errorText?: string
}

interface ExpectedError {
  readonly message: string | null
  readonly type: string | null
  readonly code: string | number | null
  readonly status?: number
}

/** All recordings of one format. */
export function recordingsOf(format: string): Recording[] {
  const directory = join(RECORDINGS, format)
  if (!existsSync(directory)) return []
  const files = readdirSync(directory)
  return files
    .filter((file) => file.endsWith('.expected.json'))
    .map((file) => {
      const name = file.slice(0, -'.expected.json'.length)
      const body = ['sse', 'ndjson', 'txt', 'json']
        .map((end) => `${name}.${end}`)
        .find((other) => files.includes(other))
      const meta = JSON.parse(readFileSync(join(directory, `${name}.meta.json`), 'utf8'))
      return {
        name,
        body: readFileSync(join(directory, body ?? '')),
        status: meta.status,
        headers: new Headers({ ...meta.headers, 'content-type': meta.contentType }),
        expected: JSON.parse(readFileSync(join(directory, file), 'utf8')),
      }
    })
}
