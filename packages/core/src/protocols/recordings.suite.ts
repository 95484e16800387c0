import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Expected } from './expectOutcome.suite.ts'

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
