import { type Context, type ReactNode, createContext, useContext } from 'react'
import { safeLink } from '../address/safeAddress.ts'
import type { Environment } from './environment.ts'

/** Whether something stands in a link, and so can be none itself. */
export const InLink: Context<boolean> = createContext(false)

interface LinkProps {
  url: string
  title: string | null | undefined
  environment: Environment
  children: ReactNode
}

/** A link, which tells the page that it leads to nothing; without an address where that is not safe, or not yet there. */
export function Link({ url, title, environment, children }: LinkProps): ReactNode {
  const Anchor = environment.elements.a
  // `[a <https://b.example>](c)`: a link in a link, which HTML does not have.
  if (useContext(InLink)) return children
  const href = safeLink(url, environment.allowLinks)
  const to = href === undefined ? {} : { href, rel: 'noopener noreferrer nofollow', target: '_blank' }
  return (
    <InLink.Provider value={true}>
      <Anchor {...to} title={title ?? undefined}>
        {children}
      </Anchor>
    </InLink.Provider>
  )
}
