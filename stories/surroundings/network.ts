/** How fast the played network is, as the toolbar names it. */
export type Speed = 'scripted' | 'mobile' | 'slow'

/** Milliseconds before a response's head, and before each piece of its body; added to what the script waits. */
const delays: Readonly<Record<Speed, { readonly head: number; readonly piece: number }>> = {
  scripted: { head: 0, piece: 0 },
  mobile: { head: 150, piece: 40 },
  slow: { head: 800, piece: 250 },
}

/** The same `fetch` on a slower network. What is read late is also written late: a script waits for its reader. */
export function atSpeed(fetch: typeof globalThis.fetch, speed: Speed): typeof globalThis.fetch {
  const { head, piece } = delays[speed]
  if (speed === 'scripted') return fetch
  return async (input, init) => {
    const response = await fetch(input, init)
    await pause(head)
    const { status, headers, url } = response
    const body = response.body && slowed(response.body, piece)
    return Object.defineProperty(new Response(body, { status, headers }), 'url', { value: url })
  }
}

/** Holds each piece back, and none at all in store: a break loses nothing that was read before. */
function slowed(body: ReadableStream<Uint8Array>, ms: number): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read()
        if (done) return controller.close()
        await pause(ms)
        controller.enqueue(value)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms))
}
