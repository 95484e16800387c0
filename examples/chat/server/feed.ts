import { EventEmitter, once } from 'node:events'
import type { Channel } from './channel.ts'

/** One event of the live feed. */
interface FeedEvent {
  readonly number: number
  readonly name: string
  readonly data: string
}

/** A live feed that can be picked up after a lost connection. */
export interface Feed {
  /** Adds an event, its data as JSON, and sends it to all who follow. */
  publish(name: string, data: unknown): void
  /**
   * Sends the events after `lastEventId`, then each new one, until the channel is over. `''`: from now on.
   * Where the id is too old for the buffer, or of another life of the server, an event `reset` comes first.
   */
  follow(channel: Channel, lastEventId: string): Promise<void>
}

/** Times are in ms. */
export interface FeedOptions {
  /** How many past events are kept for those who come back. Default: 300. */
  history?: number
  /** Between the comments that tell a silent feed from a dead one. Default: 10,000. */
  heartbeat?: number
  /** What clients are told to wait before they come back. Default: 3000. */
  retry?: number
}

/** Slow readers cost no memory: each has a position in the one buffer, and is told when it has fallen out of it. */
export function createFeed({ history = 300, heartbeat = 10_000, retry = 3000 }: FeedOptions = {}): Feed {
  /** Ids are `<life>-<number>`: numbers grow by one, and a restarted server never takes an old id for its own. */
  const life = Date.now().toString(36).slice(-3)
  const arrivals = new EventEmitter().setMaxListeners(0)
  const buffer: FeedEvent[] = []
  let newest = 0

  return { publish, follow }

  function publish(name: string, data: unknown): void {
    buffer.push({ number: ++newest, name, data: JSON.stringify(data) })
    if (buffer.length > history) buffer.shift()
    arrivals.emit('arrival')
  }

  async function follow(channel: Channel, lastEventId: string): Promise<void> {
    let seen = lastEventId === '' ? newest : numberOf(lastEventId)
    const beat = setInterval(() => void channel.send(': still here\n\n'), heartbeat)
    channel.signal.addEventListener('abort', () => clearInterval(beat))
    await channel.send(`retry: ${retry}\n\n`)
    while (!channel.signal.aborted) {
      const before = newest - buffer.length
      const event = buffer[seen - before]
      if (seen < before) {
        seen = before
        await channel.send(
          `event: reset\ndata: ${JSON.stringify({ lost: 'the events before this one' })}\n\n`,
        )
      } else if (event) {
        seen = event.number
        await channel.send(`id: ${life}-${event.number}\nevent: ${event.name}\ndata: ${event.data}\n\n`)
      } else await once(arrivals, 'arrival', { signal: channel.signal }).catch(() => {})
    }
  }

  /** The number in an id of this life; before all others where the id is not of this life. */
  function numberOf(id: string): number {
    const [, itsLife, number] = /^(\w+)-(\d+)$/.exec(id) ?? []
    return itsLife === life && Number(number) <= newest ? Number(number) : -1
  }
}
