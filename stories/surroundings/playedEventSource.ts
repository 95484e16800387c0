import { sse } from '@rivulet/react'

/**
 * An `EventSource` that reads from a `fetch`, so that `nativeTransport()` runs in stories: the browser's own can only
 * read from a server.
 */
export function playedEventSource(fetch: typeof globalThis.fetch): typeof EventSource {
  class PlayedEventSource extends EventTarget {
    readonly CONNECTING = 0
    readonly OPEN = 1
    readonly CLOSED = 2
    readyState: number = this.CONNECTING
    readonly #closing = new AbortController()

    constructor(url: string | URL) {
      super()
      void this.#read(String(url))
    }

    close(): void {
      this.readyState = this.CLOSED
      this.#closing.abort()
    }

    async #read(url: string): Promise<void> {
      try {
        const response = await fetch(url, { signal: this.#closing.signal })
        const type = response.headers.get('content-type') ?? ''
        // HTML: anything but a 200 with text/event-stream fails the connection, and it is not tried again.
        const refused = response.status !== 200 || !type.startsWith('text/event-stream')
        if (refused) return this.#lose(this.CLOSED)
        this.readyState = this.OPEN
        this.dispatchEvent(new Event('open'))
        await this.#dispatchEvents(response)
        this.#lose(this.CONNECTING)
      } catch {
        this.#lose(this.CONNECTING)
      }
    }

    async #dispatchEvents(response: Response): Promise<void> {
      let lastEventId = ''
      const decoder = sse()((frame) => {
        if (frame.kind === 'id') lastEventId = frame.id
        if (frame.kind !== 'event') return
        lastEventId = frame.id ?? lastEventId
        this.dispatchEvent(new MessageEvent(frame.name, { data: frame.data, lastEventId }))
      })
      for await (const bytes of response.body ?? []) decoder.decode(bytes)
    }

    #lose(state: number): void {
      if (this.readyState === this.CLOSED) return
      this.readyState = state
      this.dispatchEvent(new Event('error'))
    }
  }
  // Without `onopen` and its like, which the transport does not use.
  return PlayedEventSource as unknown as typeof EventSource
}
