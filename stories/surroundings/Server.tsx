import { type Environment, StreamProvider } from '@rivulet/react'
import { type ScriptedRequest, type Scripts, scriptedFetch } from '@rivulet/testing'
import { type Context, type ReactNode, createContext, useContext, useState } from 'react'
import { type Speed, atSpeed } from './network.ts'
import { type TransportName, transportOver } from './transports.ts'

/** What the toolbar says of the wire. */
export interface Wire {
  readonly speed: Speed
  readonly transport: TransportName
}

/** Set by the decorator of all stories. */
export const WireContext: Context<Wire> = createContext<Wire>({ speed: 'scripted', transport: 'fetch' })

interface ServerProps {
  scripts: Scripts
  /** The outside world, where a story plays with it. */
  environment?: Environment
  /** What runs against it; as a function it is told of the requests so far. */
  children: ReactNode | ((requests: () => readonly ScriptedRequest[]) => ReactNode)
}

/** A server that plays scripts: the hooks below read it as they would read a network, as fast and by the transport that the toolbar says. */
export function Server({ scripts, environment, children }: ServerProps): ReactNode {
  const { speed, transport } = useContext(WireContext)
  const [server] = useState(() => {
    const fetch = scriptedFetch(scripts, environment && { environment })
    const slower = atSpeed(fetch, speed)
    return { fetch: slower, transport: transportOver(slower, transport), requests: () => fetch.calls }
  })
  return (
    <StreamProvider fetch={server.fetch} transport={server.transport} {...(environment && { environment })}>
      {typeof children === 'function' ? children(server.requests) : children}
    </StreamProvider>
  )
}
