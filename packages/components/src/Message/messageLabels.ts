import type { MessageRole, ToolPart } from '@rivulet/react'

/** What `Message` says around the words of others. */
export interface MessageLabels extends Record<MessageRole, string> {
  /** A text that was cut off by a stop, an error or a lost connection. */
  interrupted: string
  thinking: string
  /** How long the model thought, in ms. */
  thought(duration: number | undefined): string
  /** The provider kept the thinking to itself. */
  redacted: string
  refusal: string
  toolArguments: string
  toolOutput: string
  /** A source without a title and an address. */
  source: string
  /** A file without a name, by its media type. */
  file(mediaType: string): string
  /** A part that has no picture of its own, by its name or type. */
  data(name: string): string
}

/** The states of a tool call in words. */
export type ToolLabels = Record<ToolPart['state'], string>

export const messageLabels: MessageLabels = {
  user: 'You',
  assistant: 'Assistant',
  system: 'System',
  interrupted: 'Interrupted',
  thinking: 'Thinking',
  thought: (ms) => (ms === undefined ? 'Thoughts' : `Thought for ${Math.max(1, Math.round(ms / 1000))} s`),
  redacted: 'The provider keeps these thoughts to itself.',
  refusal: 'Declined',
  toolArguments: 'Arguments',
  toolOutput: 'Result',
  source: 'Source',
  file: (mediaType) => `File (${mediaType})`,
  data: (name) => `Data: ${name}`,
}

export const toolLabels: ToolLabels = {
  'input-streaming': 'Preparing',
  'input-available': 'Running',
  'input-truncated': 'Cut off',
  'approval-requested': 'Waiting for approval',
  'output-available': 'Done',
  'output-error': 'Failed',
}
