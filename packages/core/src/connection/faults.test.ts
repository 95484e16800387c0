import { fetchTransport } from '@rivulet/core'
import { remoteServer } from '@rivulet/testing'
import { streamServer, type StreamServer } from '@rivulet/testing/server'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { describeFaults } from './describeFaults.suite.ts'

let server: StreamServer
beforeAll(async () => void (server = await streamServer()))
afterAll(() => server.close())

const rejections: unknown[] = []
const note = (reason: unknown): void => void rejections.push(reason)
beforeEach(() => void process.on('unhandledRejection', note))
afterEach(() => {
  process.off('unhandledRejection', note)
  expect(rejections.splice(0), 'unhandled rejections').toEqual([])
})

const transport = fetchTransport()
describeFaults(transport, () => ({ transport, server: remoteServer(server.url) }))
