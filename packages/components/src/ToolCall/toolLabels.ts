import type { ToolPart } from '@rivulet/react'

/** The states of a tool call in words. */
export type ToolLabels = Record<ToolPart['state'], string>

/** What `ToolCall` says beside the state of the call. */
export interface ToolCallLabels {
  /** What goes in. */
  input: string
  /** What came out. */
  output: string
  /** What came out so far. */
  preliminary: string
  approve: string
  deny: string
}

export const toolLabels: ToolLabels = {
  'input-streaming': 'Preparing',
  'input-available': 'Running',
  'input-truncated': 'Cut off',
  'approval-requested': 'Waiting for approval',
  'output-available': 'Done',
  'output-error': 'Failed',
}

export const toolCallLabels: ToolCallLabels = {
  input: 'Arguments',
  output: 'Result',
  preliminary: 'Result so far',
  approve: 'Allow',
  deny: 'Deny',
}
