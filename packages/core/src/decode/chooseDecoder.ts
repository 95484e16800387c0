import type { CreateDecoder, Decoder } from '../frame.ts'

/** Gets the body's text, piece by piece, until it names the decoder; when the body has ended it has to. */
export interface Choose {
  more(text: string): CreateDecoder | undefined
  ended(): CreateDecoder
}

/** Holds the body back until its format is known; then all of it goes through that format's decoder. */
export function chooseDecoder(createChoose: () => Choose): CreateDecoder {
  return (emit) => {
    const utf8 = new TextDecoder()
    const choose = createChoose()
    let waiting: Uint8Array[] = []
    let chosen: Decoder | undefined
    const start = (create: CreateDecoder): Decoder => {
      const decoder = create(emit)
      chosen = decoder
      const chunks = waiting
      waiting = []
      for (const chunk of chunks) decoder.decode(chunk)
      return decoder
    }
    return {
      decode(chunk) {
        if (chosen) return chosen.decode(chunk)
        waiting.push(chunk)
        const create = choose.more(utf8.decode(chunk, { stream: true }))
        if (create) start(create)
      },
      end() {
        const decoder = chosen ?? start(choose.ended())
        decoder.end()
      },
    }
  }
}
