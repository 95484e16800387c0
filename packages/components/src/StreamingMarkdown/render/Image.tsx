'use client'
import { type ReactNode, useContext, useState } from 'react'
import { Icon, imageIcon } from '../../icons.tsx'
import { safeImage } from '../address/safeAddress.ts'
import { EnvironmentContext } from './environment.ts'
import { InLink } from './Link.tsx'

interface ImageProps {
  url: string
  alt: string
  title: string | null | undefined
}

/** An image of an allowed address, or a chip that names the host and loads the image when it is pressed. */
export function Image(props: ImageProps): ReactNode {
  const { components } = useContext(EnvironmentContext)
  const { url, alt, title } = props
  const builtIn = <BuiltInImage {...props} />
  const Own = components.img
  if (!Own) return builtIn
  return (
    <Own src={url} alt={alt} title={title ?? undefined}>
      {builtIn}
    </Own>
  )
}

function BuiltInImage({ url, alt, title }: ImageProps): ReactNode {
  const { allowImages, labels } = useContext(EnvironmentContext)
  const inLink = useContext(InLink)
  const [wanted, setWanted] = useState<string>()
  const address = safeImage(url, allowImages)
  if (!address) return <bdi>{alt}</bdi>
  const { href, host, allowed } = address
  if (allowed || wanted === href)
    return <img src={href} alt={alt} title={title ?? undefined} loading="lazy" referrerPolicy="no-referrer" />
  const content = (
    <>
      <Icon shape={imageIcon} />
      <bdi>{labels.loadImage(host, alt)}</bdi>
    </>
  )
  if (inLink) return <span className="rivulet-markdown-chip">{content}</span>
  return (
    <button type="button" className="rivulet-markdown-chip" onClick={() => setWanted(href)}>
      {content}
    </button>
  )
}
