import { StreamError } from '../errors.ts'

/** The size of one frame, in characters (UTF-16 units), beyond which a decoder gives up: 16 Mi. */
export const DEFAULT_MAX_FRAME: number = 16 * 1024 * 1024

/** What every decoder of frames can be told. */
export interface FrameLimit {
  /**
   * Characters (UTF-16 units) that one line, or the data of one event, may have; more is a `StreamError` of kind
   * `overflow`, so that an endless line cannot fill the memory. Default: 16 Mi (16,777,216).
   */
  maxFrame?: number
}

/** The error of a frame beyond the limit. */
export function overflow(maxFrame: number): StreamError {
  return new StreamError(
    'overflow',
    `The stream sent a single frame of more than ${maxFrame.toLocaleString('en')} characters. If that is ` +
      'meant, raise `maxFrame`; else the server forgets its line breaks, or the format is another.',
  )
}
