import { inject } from 'vitest'
import { fetchEventSourceTransport } from './fetchEventSourceTransport.ts'
import { fetchTransport } from './fetchTransport.ts'
import { nativeTransport } from './nativeTransport.ts'
import { describeTransport } from './contract/describeTransport.suite.ts'

for (const transport of [fetchTransport(), nativeTransport(), fetchEventSourceTransport()])
  describeTransport(
    transport,
    () => inject('streamServer'),
    ({ where }) => where !== 'node',
  )
