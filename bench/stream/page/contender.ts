/** Where a contender shows what it reads. */
export interface Stage {
  readonly element: HTMLElement
  /** The address of the stream. */
  readonly url: string
  readonly wire: 'tokens' | 'events'
  /** Texts of the messages above the answer, oldest first; the first is the user's, and so on in turn. */
  readonly history: readonly string[]
  /** To be called whenever a message of the history is rendered. */
  countRender(): void
}

/** Mounts at once; what it returns reads the stream from its beginning, and resolves when its end has come. May be called again. */
export type Contender = (stage: Stage) => () => Promise<void>
