/** What `Composer` says. */
export interface ComposerLabels {
  /** The name of the text field. */
  field: string
  placeholder: string
  send: string
  stop: string
}

export const composerLabels: ComposerLabels = {
  field: 'Message',
  placeholder: 'Write a message',
  send: 'Send',
  stop: 'Stop',
}
