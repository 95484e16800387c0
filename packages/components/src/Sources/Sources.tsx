import type { SourcePart } from '@rivulet/react'
import { type ComponentPropsWithoutRef, type ForwardedRef, forwardRef } from 'react'
import { Chip } from '../Chip.tsx'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { linkIcon } from '../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../labels.ts'
import { hostOf } from '../safeHref.ts'
import { sourcesLabels } from './sourcesLabels.ts'

export interface SourcesProps extends Omit<ComponentPropsWithoutRef<'ul'>, 'children' | 'part'> {
  /** One source, or several that stand beside each other. */
  part: SourcePart | readonly SourcePart[]
  labels?: LabelOverrides
}

/**
 * Where an answer has something from: links that name their host. Only addresses that are safe to follow are links, and
 * nothing is loaded before, no favicon and no preview.
 *
 * @example <Sources part={sources} />
 */
export const Sources: Anatomy<SourcesProps, HTMLUListElement> = forwardRef(function Sources(
  { part, labels, ...rest }: SourcesProps,
  ref: ForwardedRef<HTMLUListElement>,
) {
  const words = mergeLabels(sourcesLabels, labels?.sources)
  const sources = isOne(part) ? [part] : part
  const own = {
    className: 'rivulet rivulet-part rivulet-sources',
    'aria-label': words.sources(sources.length),
    ...data({ part: 'source', empty: sources.length === 0 }),
  }
  return (
    <ul ref={ref} {...mergeProps(own, rest)}>
      {sources.map((source, index) => (
        <li key={`${index} ${source.url}`}>
          <Chip shape={linkIcon} text={nameOf(source) || words.source} url={source.url} />
        </li>
      ))}
    </ul>
  )
})

function isOne(part: SourcesProps['part']): part is SourcePart {
  return 'type' in part
}

function nameOf({ title, filename, url }: SourcePart): string | undefined {
  return title || filename || hostOf(url)
}
