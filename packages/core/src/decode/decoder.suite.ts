import { describe, expect, it } from 'vitest'
import { isStreamError } from '../errors.ts'
import type { CreateDecoder, Frame } from '../frame.ts'

/** A body, and what has to come of it however it is cut. */
export interface DecoderCase {
  readonly title: string
  readonly body: string | Uint8Array
  readonly frames: readonly Frame[]
}

/** The bytes of a body. */
export function bytesOf(body: string | Uint8Array): Uint8Array {
  return typeof body === 'string' ? new TextEncoder().encode(body) : body
}

/** Cuts bytes into pieces of one size. */
export function cutInto(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
    bytes.subarray(n * size, (n + 1) * size),
  )
}

/** Decodes the pieces of one body. Text is put together: how it was cut is no matter of the format. */
export function framesOf(create: CreateDecoder, pieces: Iterable<Uint8Array>): Frame[] {
  const frames: Frame[] = []
  const decoder = create((frame) => {
    const last = frames.at(-1)
    if (frame.kind === 'text' && last?.kind === 'text')
      frames[frames.length - 1] = { kind: 'text', data: last.data + frame.data }
    else frames.push(frame)
  })
  for (const piece of pieces) decoder.decode(piece)
  decoder.end()
  return frames
}

/** What every decoder promises: the same frames from one piece, any two, and single bytes. */
export function describeDecoder(name: string, create: CreateDecoder, cases: readonly DecoderCase[]): void {
  describe(`The decoder ${name}`, () => {
    for (const { title, body, frames } of cases)
      it(`${title}, cut anywhere`, () => {
        const bytes = bytesOf(body)
        expect(framesOf(create, [bytes])).toEqual(frames)
        expect(framesOf(create, cutInto(bytes, 1))).toEqual(frames)
        for (let at = 0; at <= bytes.length; at++)
          expect(framesOf(create, [bytes.subarray(0, at), bytes.subarray(at)]), `cut at ${at}`).toEqual(
            frames,
          )
      })

    it('makes nothing of nothing', () => {
      expect(framesOf(create, [])).toEqual([])
      expect(framesOf(create, [new Uint8Array()])).toEqual([])
    })
  })
}

/** Far more characters than any limit that is tested. */
const ENOUGH = 40_000_000

/** Feeds a piece until the decoder gives up: the characters that it took before, and the kind of its error. */
export function feedForever(
  create: CreateDecoder,
  first: string,
  piece: string,
): { taken: number; kind: string } {
  const decoder = create(() => {})
  const bytes = bytesOf(piece)
  let taken = 0
  try {
    decoder.decode(bytesOf(first))
    for (; taken < ENOUGH; taken += piece.length) decoder.decode(bytes)
  } catch (error) {
    if (!isStreamError(error)) throw error
    return { taken, kind: error.kind }
  }
  return { taken, kind: 'none' }
}

/** An event frame; its name is `message` unless it is said. */
export function event(data: string, id?: string, name = 'message'): Frame {
  return { kind: 'event', name, data, id }
}
