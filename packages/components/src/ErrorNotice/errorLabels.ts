import type { StreamErrorKind } from '@rivulet/react'

/** What there are words for: each kind of error, `unauthorized` (401, 403) and `busy` (408, 425, 429, 503). */
export type ErrorWord = StreamErrorKind | 'unauthorized' | 'busy'

/** A `StreamError` in words: what happened. */
export type ErrorTitleLabels = Record<ErrorWord, string>

/** A `StreamError` in words: what to do. */
export type ErrorAdviceLabels = Record<ErrorWord, string>

/** What `ErrorNotice` says beside title and advice. */
export interface ErrorLabels {
  retry: string
  /** Whole seconds until the server wants to be asked again. */
  retryIn(seconds: number): string
  dismiss: string
  details: string
  status: string
  code: string
  requestId: string
  message: string
}

export const errorTitleLabels: ErrorTitleLabels = {
  network: 'No connection to the server',
  http: 'The server refused the request',
  unauthorized: 'You are not signed in for this',
  busy: 'The server is busy',
  'content-type': 'The server sent something else than a stream',
  timeout: 'The server did not answer in time',
  stalled: 'The stream fell silent',
  interrupted: 'The connection broke',
  truncated: 'The answer ended too early',
  protocol: 'The stream could not be read',
  overflow: 'The stream sent too much at once',
  provider: 'The service reported an error',
  unsupported: 'This cannot be done here',
  aborted: 'Stopped',
}

export const errorAdviceLabels: ErrorAdviceLabels = {
  network: 'Check your connection, then try again.',
  http: 'Try again, or come back later.',
  unauthorized: 'Sign in again, then try once more.',
  busy: 'It asks for a little patience. Try again in a moment.',
  'content-type': 'The address may be wrong, or you may need to sign in again.',
  timeout: 'It may be busy. Try again in a moment.',
  stalled: 'What arrived is kept. Try again to get the rest.',
  interrupted: 'What arrived is kept. Try again to get the rest.',
  truncated: 'What arrived is kept. Try again to get a whole answer.',
  protocol: 'Try again. If it keeps happening, tell the people who run this service.',
  overflow: 'Try again with a smaller request.',
  provider: 'Try again in a moment.',
  unsupported: 'Try another browser, or tell the people who run this service.',
  aborted: 'What arrived is kept.',
}

export const errorLabels: ErrorLabels = {
  retry: 'Try again',
  retryIn: (seconds) => `Try again in ${seconds} s`,
  dismiss: 'Dismiss',
  details: 'Details',
  status: 'Status',
  code: 'Code',
  requestId: 'Request',
  message: 'Message',
}
