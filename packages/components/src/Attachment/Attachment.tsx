'use client'
import type { FilePart } from '@rivulet/react'
import { type ComponentPropsWithoutRef, type ForwardedRef, type ReactNode, forwardRef, useState } from 'react'
import { Chip, Host } from '../Chip.tsx'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { Icon, fileIcon, imageIcon } from '../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
import { hostOf } from '../safeHref.ts'
import { type AttachmentLabels, attachmentLabels } from './attachmentLabels.ts'

export interface AttachmentProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'part'> {
  part: FilePart
  labels?: LabelOverrides
}

/**
 * A file of a message. An image that came with the message is shown; one of another host is a chip that names it, and
 * loads when it is pressed: to load it is to tell that host that it is read. Everything else is a chip with its name.
 *
 * @example <Attachment part={part} />
 */
export const Attachment: Anatomy<AttachmentProps, HTMLDivElement> = forwardRef(function Attachment(
  { part, labels, ...rest }: AttachmentProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const words = mergeLabels(attachmentLabels, labels?.attachment)
  const name = part.filename || words.file(part.mediaType)
  const place = part.mediaType.startsWith('image/') ? placeOf(part.url) : undefined
  const own = { className: 'rivulet rivulet-part rivulet-attachment', ...data({ part: 'file' }) }
  return (
    <div ref={ref} {...mergeProps(own, rest)}>
      {place === undefined ? (
        <Chip shape={fileIcon} text={name} url={part.url} />
      ) : (
        <Picture key={part.url} url={part.url} name={name} remote={place === 'remote'} words={words} />
      )}
    </div>
  )
})

interface PictureProps {
  url: string
  name: string
  remote: boolean
  words: AttachmentLabels
}

function Picture({ url, name, remote, words }: PictureProps): ReactNode {
  const [asked, setAsked] = useState(!remote)
  const [broken, setBroken] = useState(false)
  if (broken) return <Chip shape={imageIcon} text={words.broken(name)} url={url} />
  if (asked)
    return (
      <img
        className="rivulet-attachment-image"
        src={url}
        alt={name}
        referrerPolicy="no-referrer"
        onError={() => setBroken(true)}
      />
    )
  return (
    <button type="button" className="rivulet-chip rivulet-chip-button" onClick={() => setAsked(true)}>
      <Icon shape={imageIcon} />
      <bdi>{words.load(name)}</bdi>
      <Host name={hostOf(url) ?? ''} />
    </button>
  )
}

/** Where an image comes from: with the page, from a host, or from nowhere that an image is loaded from. */
function placeOf(url: string): 'local' | 'remote' | undefined {
  if (/^(?:data:image\/|blob:)/i.test(url)) return 'local'
  return /^https?:\/\//i.test(url) && hostOf(url) !== undefined ? 'remote' : undefined
}
