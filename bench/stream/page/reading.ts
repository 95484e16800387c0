import { createParser } from 'eventsource-parser'
import type { Stage } from './contender.ts'

/** An event of the live feed. */
export interface Price {
  readonly symbol: string
  readonly price: string
  readonly count: number
}

interface Chunk {
  readonly choices: readonly [{ readonly delta: { readonly content?: string } }]
}

/** Reads a stream of server-sent events with eventsource-parser and nothing else. */
export async function readEvents(url: string, onData: (data: string) => void): Promise<void> {
  const response = await fetch(url)
  const reader = response.body!.getReader()
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  const parser = createParser({ onEvent: ({ data }) => onData(data) })
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    parser.feed(utf8.decode(value, { stream: true }))
  }
}

/** What a stream's data does to the text that is shown: a token is added to it, a price replaces it. */
export function nextText(wire: Stage['wire'], text: string, data: string): string {
  if (wire === 'events') return priceText(JSON.parse(data) as Price)
  return data === '[DONE]' ? text : text + ((JSON.parse(data) as Chunk).choices[0].delta.content ?? '')
}

/** A price as all contenders show it. */
export function priceText({ symbol, price, count }: Price): string {
  return `${symbol} ${price} (${count})`
}

/** Runs at most once a frame, however often it is asked to. */
export function onceAFrame(run: () => void): () => void {
  let asked = false
  return () => {
    if (asked) return
    asked = true
    requestAnimationFrame(() => {
      asked = false
      run()
    })
  }
}
