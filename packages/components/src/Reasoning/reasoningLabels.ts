/** What `Reasoning` says around the thoughts of the model. */
export interface ReasoningLabels {
  thinking: string
  /** How long the model thought, in ms. */
  thought(ms: number | undefined): string
  /** The provider kept the thinking to itself. */
  redacted: string
}

export const reasoningLabels: ReasoningLabels = {
  thinking: 'Thinking',
  thought: (ms) => (ms === undefined ? 'Thoughts' : `Thought for ${Math.max(1, Math.round(ms / 1000))} s`),
  redacted: 'The provider keeps these thoughts to itself.',
}
