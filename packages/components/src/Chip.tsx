import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'
import { hostOf, safeHref } from './safeHref.ts'

interface ChipProps {
  shape: string
  text: string
  url: string | undefined
}

/**
 * A small piece with a name. Where its address is safe it is a link, which loads nothing before it is followed, and
 * which names its host: a title may claim anything.
 */
export function Chip({ shape, text, url }: ChipProps): ReactNode {
  const href = safeHref(url)
  const host = hostOf(href)
  const content = (
    <>
      <Icon shape={shape} />
      <bdi>{text}</bdi>
      {host !== undefined && host !== text && <Host name={host} />}
    </>
  )
  if (href === undefined) return <span className="rivulet-chip">{content}</span>
  return (
    <a className="rivulet-chip" href={href} target="_blank" rel="noopener noreferrer nofollow">
      {content}
    </a>
  )
}

/** Whose address a chip has. */
export function Host({ name }: { name: string }): ReactNode {
  return (
    <span className="rivulet-chip-host">
      <bdi dir="ltr">{name}</bdi>
    </span>
  )
}
