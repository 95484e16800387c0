import type { ReactNode } from 'react'
import { Icon } from '../../icons.tsx'
import { data } from '../../anatomy.ts'
import { safeHref } from './safeHref.ts'

interface ChipProps {
  part: string
  shape: string
  text: string
  url: string | undefined
}

/** A small piece with a name. Where its address is safe it is a link, which loads nothing before it is followed. */
export function Chip({ part, shape, text, url }: ChipProps): ReactNode {
  const href = safeHref(url)
  const content = (
    <>
      <Icon shape={shape} />
      <bdi>{text}</bdi>
    </>
  )
  const own = { className: 'rivulet-chip', ...data({ part }) }
  if (href === undefined) return <span {...own}>{content}</span>
  return (
    <a {...own} href={href} target="_blank" rel="noopener noreferrer nofollow">
      {content}
    </a>
  )
}
