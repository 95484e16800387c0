import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasRecordings, RECORDINGS, recordingsOf } from '../protocols/recordings.suite.ts'
import { cutInto, framesOf } from './decoder.suite.ts'
import { autoDecoder } from './detect.ts'

const formats = hasRecordings
  ? readdirSync(RECORDINGS, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  : []
const bodies = formats.flatMap(({ name: format }) =>
  recordingsOf(format).map((recording) => ({ format, ...recording })),
)

/** What the frames of a recording are, by the ending of its file. */
function expectedKind(format: string, name: string): string {
  if (existsSync(join(RECORDINGS, format, `${name}.txt`))) return 'text'
  if (existsSync(join(RECORDINGS, format, `${name}.ndjson`))) return 'line'
  return existsSync(join(RECORDINGS, format, `${name}.json`)) ? 'document' : 'event'
}

describe.skipIf(!hasRecordings)('The framing of recordings, skipped where there are none', () => {
  it('is there to be told', () => {
    expect(bodies.length).toBeGreaterThan(50)
  })

  it.each(bodies)('is told by header and first bytes: $format/$name', ({ format, name, headers, body }) => {
    const create = autoDecoder({ contentType: headers.get('content-type'), headers })
    const frames = framesOf(create, [body])
    expect(frames.map(({ kind }) => kind)).toContain(expectedKind(format, name))
    expect(framesOf(create, cutInto(body, 1))).toEqual(frames)
  })
})
