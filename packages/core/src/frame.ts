/**
 * One unit of the wire. Decoders make frames of bytes; two transports
 * (`nativeTransport`, `fetchEventSourceTransport`) deliver them ready made.
 */
export type Frame =
  /** A server-sent event. `name` is `'message'` where the wire names none; `id` only where its block has one. */
  | { readonly kind: 'event'; readonly name: string; readonly data: string; readonly id: string | undefined }
  /** A block with an `id:` and no data: no event, but the id counts. */
  | { readonly kind: 'id'; readonly id: string }
  /** A `retry:` field, in ms. */
  | { readonly kind: 'retry'; readonly ms: number }
  /** A comment, without its colon: a sign of life and nothing more. */
  | { readonly kind: 'comment'; readonly text: string }
  /** A line of NDJSON, never empty. */
  | { readonly kind: 'line'; readonly data: string }
  /** Characters of a bare text stream, as they came. */
  | { readonly kind: 'text'; readonly data: string }
  /** A whole JSON body, where a server answered at once instead of streaming. */
  | { readonly kind: 'document'; readonly data: string }
  /** An error outside of any event: a field line named `error`, or a bare JSON object among events. */
  | { readonly kind: 'error'; readonly data: string }

/** Receives frames in wire order. */
export type EmitFrame = (frame: Frame) => void

/** Turns the bytes of one response body into frames. Stateful: one for each body. */
export interface Decoder {
  /**
   * Takes the next piece of the body, cut anywhere, and emits every frame that it completes.
   * @throws {StreamError} `overflow` when one frame grows beyond the limit; frames before it were emitted.
   */
  decode(chunk: Uint8Array): void
  /** The body has ended cleanly: emits what is still held back. */
  end(): void
}

/** Makes the decoder of one body. */
export type CreateDecoder = (emit: EmitFrame) => Decoder
