import { chunk, end, respond, stall } from '@rivulet/testing'
import type { Behaviour } from './behaviour.suite.ts'
import { follow, serve, until } from './lab.suite.ts'

/** How it is stopped, and where it runs. */
export const stoppingBehaviours: readonly Behaviour[] = [
  {
    title: 'Abort before the response',
    expected: '`aborted`, the connection is closed',
    async observe(lab) {
      const { url, arrived, closed } = await serve(lab, [stall()])
      const controller = new AbortController()
      const following = follow(lab, url, { signal: controller.signal })
      await until(async () => (await arrived()).length > 0)
      controller.abort()
      const { end: how } = await following
      await closed()
      return `${how}, the connection is closed`
    },
  },
  {
    title: 'Abort inside of the body',
    expected: '`aborted`, the connection is closed',
    async observe(lab) {
      const { url, closed } = await serve(lab, [chunk('data: a\n\n'), stall()])
      const controller = new AbortController()
      const { end: how } = await follow(lab, url, { signal: controller.signal }, () => controller.abort())
      await closed()
      return `${how}, the connection is closed`
    },
  },
  {
    title: 'Frames after an abort, though they have arrived',
    expected: 'none',
    async observe(lab) {
      const events = Array.from({ length: 50 }, (_, n) => chunk(`data: ${n}\n\n`))
      const { url } = await serve(lab, [...events, end()])
      const controller = new AbortController()
      let late = 0
      const { end: how } = await follow(lab, url, { signal: controller.signal }, (frames) => {
        if (controller.signal.aborted) late += frames.length
        else controller.abort()
      })
      return how === '`aborted`' && late === 0 ? 'none' : `${late}, ${how}`
    },
  },
  {
    title: 'Leaving the loop over the body',
    expected: 'the connection is closed',
    async observe(lab) {
      const { url, closed } = await serve(lab, [chunk('data: a\n\n'), stall()])
      const { end: how } = await follow(lab, url, {}, () => false)
      await closed()
      return how === 'clean' ? 'the connection is closed' : how
    },
  },
  {
    title: 'Outside of pages: Node',
    expected: ['works', '`unsupported`', '`unsupported`'],
    where: 'node',
    async observe(lab) {
      const { end: how } = await follow(lab, (await serve(lab, [respond()])).url)
      return how === 'clean' ? 'works' : how
    },
  },
]
