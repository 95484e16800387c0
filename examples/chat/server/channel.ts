import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

/** One streamed response, under the faults of its scope. */
export interface Channel {
  /** Aborted when the response is over, whoever ended it. */
  readonly signal: AbortSignal
  /**
   * Resolves when the chunk is written, or right away when the response is over. It waits while a fault
   * holds the response, and for a client that reads too slowly.
   */
  send(chunk: string | Uint8Array): Promise<void>
  /** The clean end. */
  end(): void
  /** Breaks the connection, so that nobody takes it for an end. */
  cut(): void
}

/** What a channel asks of the faults. */
export interface ChannelRules {
  /** Called for each piece before it is sent, with its number from 1; may end or cut the channel. */
  beforePiece(channel: Channel, piece: number): void
  /** When the next piece may go out, in ms since 1970. */
  sendAt(lastSentAt: number): number
  /** Aborted when the rules have changed, so that whoever waits asks again. */
  changed(): AbortSignal
}

export function openChannel(response: ServerResponse, rules: ChannelRules): Channel {
  const over = new AbortController()
  let pieces = 0
  let sentAt = 0
  const channel: Channel = {
    signal: over.signal,
    send,
    end: () => void response.end(),
    cut: () => void response.destroy(),
  }
  response.once('close', () => over.abort())
  return channel

  async function send(chunk: string | Uint8Array): Promise<void> {
    rules.beforePiece(channel, ++pieces)
    await untilPassable()
    if (response.writableEnded || response.destroyed) return
    sentAt = Date.now()
    // An abort rejects; the next look at `signal` tells the same.
    if (!response.write(chunk)) await once(response, 'drain', { signal: over.signal }).catch(() => {})
  }

  async function untilPassable(): Promise<void> {
    while (!over.signal.aborted) {
      const wait = rules.sendAt(sentAt) - Date.now()
      if (wait <= 0) return
      const signal = AbortSignal.any([over.signal, rules.changed()])
      await delay(wait, undefined, { signal }).catch(() => {})
    }
  }
}
