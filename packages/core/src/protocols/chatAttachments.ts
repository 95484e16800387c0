import type { EmitEvent } from '../events.ts'
import { fields, filled, finite, list } from '../json.ts'
import type { JsonObject } from '../json.ts'

/** What a Chat Completions answer has beside text: sources, images, audio. */
export interface ChatAttachments {
  /** The fields of a delta. */
  read(delta: JsonObject): void
  /** The fields of a chunk, at Perplexity. */
  citations(chunk: JsonObject): void
  /** The answer has ended: gives out the audio. */
  end(): void
}

/** Begins without any. `emitText` takes the transcript of audio, which is the answer's text. */
export function createChatAttachments(emit: EmitEvent, emitText: (delta: string) => void): ChatAttachments {
  let audio = ''
  let addressesSeen = 0
  let resultsSeen = 0

  function readAnnotation(annotation: unknown): void {
    const { url, title, start_index, end_index } = fields(fields(annotation).url_citation)
    const start = finite(start_index)
    const end = finite(end_index)
    if (filled(url) === undefined) return
    const range = start === undefined || end === undefined ? undefined : ([start, end] as const)
    emit({ type: 'source', url: filled(url), title: filled(title), range })
  }

  function readImage(image: unknown): void {
    const url = filled(fields(fields(image).image_url).url)
    if (url === undefined) return
    emit({ type: 'file', mediaType: /^data:([^;,]+)/.exec(url)?.[1] ?? 'image/*', url })
  }

  function emitSource(url: string | undefined, title?: string): void {
    if (url !== undefined) emit({ type: 'source', url, title })
  }

  return {
    read(delta) {
      if (delta.annotations) list(delta.annotations).forEach(readAnnotation)
      if (delta.images) list(delta.images).forEach(readImage)
      if (!delta.audio) return
      const { data, transcript } = fields(delta.audio)
      if (typeof data === 'string') audio += data
      if (typeof transcript === 'string' && transcript !== '') emitText(transcript)
    },
    citations(chunk) {
      // Every chunk repeats both lists. The one with titles goes first.
      const results = list(chunk.search_results)
      const addresses = list(chunk.citations)
      for (const result of results.slice(resultsSeen)) {
        emitSource(filled(fields(result).url), filled(fields(result).title))
      }
      for (const address of addresses.slice(addressesSeen)) {
        emitSource(filled(address) ?? filled(fields(address).url))
      }
      resultsSeen = Math.max(resultsSeen, results.length)
      addressesSeen = Math.max(addressesSeen, addresses.length)
    },
    end() {
      // The pieces do not say their format; 16-bit PCM is the only one that OpenAI streams.
      if (audio !== '') emit({ type: 'file', mediaType: 'audio/pcm', base64: audio })
      audio = ''
    },
  }
}
