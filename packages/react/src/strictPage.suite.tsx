import { StreamProvider } from '@rivulet/react'
import { type ManualEnvironment, manualEnvironment } from '@rivulet/testing'
import { type ComponentType, type ReactNode, StrictMode } from 'react'

/** A page under StrictMode whose time, network and visibility are the test's; the server and `fetch` are real. */
export function strictPage(): {
  environment: ManualEnvironment
  wrapper: ComponentType<{ children: ReactNode }>
} {
  const environment = manualEnvironment()
  const wrapper = ({ children }: { children: ReactNode }): ReactNode => (
    <StrictMode>
      <StreamProvider environment={environment}>{children}</StreamProvider>
    </StrictMode>
  )
  return { environment, wrapper }
}
