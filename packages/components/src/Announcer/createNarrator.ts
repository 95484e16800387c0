import type { CompletionStatus, Message, StreamError } from '@rivulet/react'
import type { ErrorAdviceLabels, ErrorTitleLabels } from '../ErrorNotice/errorLabels.ts'
import { errorWord } from '../ErrorNotice/errorWord.ts'
import type { AnnouncerLabels } from './announcerLabels.ts'
import { countWords, isInterrupted, sourceText } from './answer.ts'
import { joinSentences, plainText } from './plainText.ts'
import { sentenceEnd } from './sentenceEnd.ts'

export type AnnouncerMode = 'final' | 'sentences' | 'status' | 'off'

/** What can be told of. */
export interface Scene {
  messages: readonly Message[]
  status: CompletionStatus
  error: StreamError | undefined
  /** What is wrong with the connection, for longer than its grace. */
  trouble: 'lost' | 'offline' | 'stalled' | undefined
  connected: boolean
  mode: AnnouncerMode
  /** Characters. */
  limit: number
  words: AnnouncerLabels
  errorTitle: ErrorTitleLabels
  errorAdvice: ErrorAdviceLabels
}

/** Where announcements go: each call is one change of a live region. */
export interface Voice {
  say(text: string): void
  /** An empty text takes the last one away. */
  alert(text: string): void
}

export interface Narrator {
  /** Tells what is new since the last scene. Of the first one nothing is told. */
  update(scene: Scene): void
  stop(): void
}

/** The least time between two writes while sentences are read out, in ms. */
const PAUSE = 2000

/** Turns changes of a thread, its status, error and connection into announcements. */
export function createNarrator(voice: Voice): Narrator {
  let scene: Scene | undefined
  let queue: string[] = []
  let pause: ReturnType<typeof setTimeout> | undefined
  /** The last answer from before the current turn: it has been told, or was never asked for. */
  let old: Message | undefined
  /** How far the current answer has been read out, in characters. */
  let read = 0
  let alerted = false
  return { update, stop: () => clearTimeout(pause) }

  function update(now: Scene): void {
    const before = scene
    scene = now
    if (!before || now.mode === 'off') {
      queue = []
      return
    }
    tellTrouble(before, now)
    if (isOver(before, now)) tellEnd(now)
    if (isBegun(before, now)) tellBegin(now, before)
    speak()
  }

  function tellTrouble(before: Scene, now: Scene): void {
    const isNew = now.error !== before.error || now.trouble !== before.trouble
    if (!isNew) return
    if (before.trouble && !now.trouble && now.connected) queue.push(now.words.back)
    if (now.trouble === 'stalled' && !before.trouble) queue.push(now.words.stalled)
    const text = alertOf(now)
    if (text === '' && !alerted) return
    alerted = text !== ''
    voice.alert(text)
  }

  function tellBegin(now: Scene, before: Scene): void {
    // An answer that is asked for anew has left the thread; one that streams already is the new one.
    old = lastAnswer(now.status === 'submitted' ? now : before)
    read = 0
    queue.push(now.words.responding)
  }

  function tellEnd(now: Scene): void {
    if (isFailure(now.error)) return
    const answer = lastAnswer(now)
    queue.push(answer === undefined || answer === old ? now.words.nothing : endOf(answer, now))
    old = answer
  }

  function endOf(answer: Message, { mode, limit, words }: Scene): string {
    const source = sourceText(answer, words)
    const text = plainText(source, words)
    if (text === '') return words.nothing
    if (isInterrupted(answer)) return words.stopped(countWords(text))
    if (mode === 'sentences') return plainText(source.slice(read), words)
    return mode === 'final' && text.length <= limit ? text : words.complete(countWords(text))
  }

  /** Writes what there is to say at once, or when the pause is over. */
  function speak(): void {
    if (pause !== undefined || !scene || scene.mode === 'off') return
    const text = joinSentences([...queue, ...newSentences(scene)])
    queue = []
    if (text === '') return
    voice.say(text)
    if (scene.mode !== 'sentences') return
    pause = setTimeout(() => {
      pause = undefined
      speak()
    }, PAUSE)
  }

  function newSentences({ mode, status, messages, words }: Scene): string[] {
    const answer = messages.at(-1)
    if (mode !== 'sentences' || status !== 'streaming' || answer?.role !== 'assistant') return []
    const source = sourceText(answer, words)
    const from = read
    read = sentenceEnd(source, from)
    return [plainText(source.slice(from, read), words)]
  }
}

function isBusy({ status }: Scene): boolean {
  return status === 'submitted' || status === 'streaming'
}

/** Whether an answer is asked for: after none, or at once after another. */
function isBegun(before: Scene, now: Scene): boolean {
  return isBusy(now) && (!isBusy(before) || isNextTurn(before, now))
}

function isOver(before: Scene, now: Scene): boolean {
  return isBusy(before) && (!isBusy(now) || isNextTurn(before, now))
}

function isNextTurn(before: Scene, now: Scene): boolean {
  return before.status === 'streaming' && now.status === 'submitted'
}

function lastAnswer({ messages }: Scene): Message | undefined {
  for (let index = messages.length - 1; index >= 0; index--)
    if (messages[index]!.role === 'assistant') return messages[index]
  return undefined
}

/** A stop by the reader is told as the end of an answer. */
function isFailure(error: StreamError | undefined): error is StreamError {
  return error !== undefined && error.kind !== 'aborted'
}

function alertOf({ error, trouble, words, errorTitle, errorAdvice }: Scene): string {
  if (isFailure(error)) {
    const word = errorWord(error)
    return joinSentences([errorTitle[word], errorAdvice[word]])
  }
  return trouble === 'lost' || trouble === 'offline' ? words[trouble] : ''
}
