import { fetchTransport, nativeTransport } from '@rivulet/core'
import { fetchEventSourceTransport } from '@rivulet/core/fetch-event-source'
import { remoteServer } from '@rivulet/testing'
import { inject } from 'vitest'
import { describeFaults } from './describeFaults.suite.ts'

for (const transport of [fetchTransport(), nativeTransport(), fetchEventSourceTransport()])
  describeFaults(transport, () => ({ transport, server: remoteServer(inject('briefServer')) }))
