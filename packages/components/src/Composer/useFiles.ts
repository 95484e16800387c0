import type { MessageInput } from '@rivulet/react'
import { useState } from 'react'
import { type FileLimits, type FileRefusal, checkFiles } from './checkFiles.ts'

/** A file on its way into a message: what `sendMessage` takes. */
type SentFile = NonNullable<MessageInput['files']>[number]

/** The files of a draft. */
export interface DraftFiles {
  readonly files: readonly File[]
  /** What was refused by the last attempt to attach or send, until the next one. */
  readonly refused: readonly FileRefusal[]
  add(offered: readonly File[]): void
  remove(file: File): void
  /** Reads them for `submit` and lets go of them; where a file cannot be read or the send fails they are back. */
  send(submit: (files: SentFile[]) => unknown): Promise<unknown>
}

/** Holds the files of one draft within its limits. */
export function useFiles(
  limits: FileLimits | undefined,
  addressOf: (file: File) => Promise<string>,
  onRefuse: ((refused: readonly FileRefusal[]) => void) | undefined,
): DraftFiles {
  const [files, setFiles] = useState<readonly File[]>([])
  const [refused, setRefused] = useState<readonly FileRefusal[]>([])
  const refuse = (refusals: readonly FileRefusal[]): void => {
    setRefused(refusals)
    if (refusals.length > 0) onRefuse?.(refusals)
  }
  return {
    files,
    refused,
    add(offered) {
      if (!limits || offered.length === 0) return
      const checked = checkFiles(offered, files.length, limits)
      setFiles([...files, ...checked.taken])
      refuse(checked.refused)
    },
    remove(file) {
      setFiles(files.filter((other) => other !== file))
      setRefused([])
    },
    async send(submit) {
      setFiles([])
      setRefused([])
      const read = await Promise.allSettled(files.map(addressOf))
      const isUnreadable = (_: File, index: number): boolean => read[index]!.status === 'rejected'
      const unreadable = files.filter(isUnreadable)
      const giveBack = (): void =>
        setFiles((since) => [...files.filter((file) => !unreadable.includes(file)), ...since])
      if (unreadable.length > 0) {
        giveBack()
        refuse(unreadable.map((file) => ({ reason: 'unreadable', file })))
        return false
      }
      const sent = files.map((file, index) => ({
        mediaType: file.type || 'application/octet-stream',
        url: (read[index] as PromiseFulfilledResult<string>).value,
        filename: file.name,
      }))
      try {
        const result = await submit(sent)
        if (result === false) giveBack()
        return result
      } catch (error) {
        giveBack()
        throw error
      }
    },
  }
}

/** The file itself as an address: `data:` and its bytes in Base64. */
export function dataAddress(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(reader.result as string))
    reader.addEventListener('error', () => reject(reader.error as DOMException))
    reader.readAsDataURL(file)
  })
}
