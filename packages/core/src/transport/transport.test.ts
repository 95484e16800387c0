import { streamServer, type StreamServer } from '@rivulet/testing/server'
import { afterAll, beforeAll } from 'vitest'
import { fetchEventSourceTransport } from './fetchEventSourceTransport.ts'
import { fetchTransport } from './fetchTransport.ts'
import { nativeTransport } from './nativeTransport.ts'
import { describeTransport } from './contract/describeTransport.suite.ts'

let server: StreamServer
beforeAll(async () => void (server = await streamServer()))
afterAll(() => server.close())

describeTransport(
  fetchTransport(),
  () => server.url,
  ({ where }) => where !== 'page',
)
for (const transport of [nativeTransport(), fetchEventSourceTransport()])
  describeTransport(
    transport,
    () => server.url,
    ({ where }) => where === 'node',
  )
