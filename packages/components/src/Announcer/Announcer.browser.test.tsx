import { Announcer, type AnnouncerProps } from '@rivulet/components'
import '@rivulet/components/styles.css'
import type { Message } from '@rivulet/react'
import { afterEach, expect, it } from 'vitest'
import { cdp } from 'vitest/browser'
import { render } from 'vitest-browser-react'

const answer = (text: string, state: 'streaming' | 'done'): Message => ({
  id: 'a',
  role: 'assistant',
  parts: [{ type: 'text', id: 't', text, state }],
  createdAt: 0,
})

interface AccessibilityDomain {
  send(command: 'Accessibility.getFullAXTree', parameters: { frameId?: string }): Promise<{ nodes: AxNode[] }>
  send(command: 'Page.getFrameTree'): Promise<{ frameTree: FrameTree }>
}
interface AxNode {
  role?: { value: string }
  properties?: { name: string; value: { value: unknown } }[]
}
interface FrameTree {
  frame: { id: string; url: string }
  childFrames?: FrameTree[]
}

/** The frames of a page: the tests run in an inner one. */
function framesOf({ frame, childFrames = [] }: FrameTree): string[] {
  return [frame.id, ...childFrames.flatMap(framesOf)]
}

/** The live regions that the browser shows to screen readers, by role, with how they speak. */
async function liveRegions(): Promise<[role: string, live: unknown, atomic: unknown][]> {
  const session = cdp() as unknown as AccessibilityDomain
  const { frameTree } = await session.send('Page.getFrameTree')
  const trees = await Promise.all(
    framesOf(frameTree).map((frameId) => session.send('Accessibility.getFullAXTree', { frameId })),
  )
  return trees
    .flatMap(({ nodes }) => nodes)
    .filter(({ role }) => role?.value === 'status' || role?.value === 'alert')
    .map(({ role, properties = [] }) => {
      const property = (wanted: string): unknown =>
        properties.find(({ name }) => name === wanted)?.value.value
      return [role!.value, property('live'), property('atomic')]
    })
}

const observers: MutationObserver[] = []
afterEach(() => {
  for (const observer of observers.splice(0)) observer.disconnect()
})

it('has its regions in the accessibility tree from the start, and changes them once for each announcement', async () => {
  const { container, rerender } = await render(<Announcer />)
  expect(await liveRegions()).toEqual([
    ['status', 'polite', true],
    ['alert', 'assertive', true],
  ])
  const root = container.querySelector('.rivulet-announcer')!
  let changes = 0
  const observer = new MutationObserver((records) => void (changes += records.length))
  observer.observe(root, { childList: true, characterData: true, subtree: true })
  observers.push(observer)
  const show = async (props: AnnouncerProps): Promise<void> => {
    await rerender(<Announcer {...props} />)
    // Records are handed over in a microtask.
    await Promise.resolve()
  }

  for (let turn = 1; turn <= 2; turn++) {
    await show({ status: 'submitted' })
    expect(changes).toBe(turn * 2 - 1)
    for (let length = 1; length <= 200; length++)
      await show({ status: 'streaming', messages: [answer('word '.repeat(length), 'streaming')] })
    expect(changes).toBe(turn * 2 - 1)
    await show({ status: 'ready', messages: [answer('word '.repeat(200).trim(), 'done')] })
    expect(changes).toBe(turn * 2)
    expect(root.textContent).toBe('word '.repeat(200).trim())
  }
})
