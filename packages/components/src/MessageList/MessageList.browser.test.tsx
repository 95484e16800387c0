import { MessageList, type MessageListProps } from '@rivulet/components'
import '@rivulet/components/styles.css'
import type { Message as MessageData } from '@rivulet/react'
import { describe, expect, it } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

const sentence = 'Water finds its way, and so does a stream of words. '

const message = (id: string, text: string): MessageData => ({
  id,
  role: id.startsWith('u') ? 'user' : 'assistant',
  parts: [{ type: 'text', id: 't', text, state: id === 'last' ? 'streaming' : 'done' }],
  createdAt: 0,
})
const past = Array.from({ length: 30 }, (_, index) =>
  message(`${index % 2 ? 'a' : 'u'}${index}`, sentence.repeat(1 + (index % 7))),
)
const growing = (size: number): MessageData[] => [...past, message('last', sentence.repeat(size))]
const nextFrame = (): Promise<unknown> =>
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))

function Box(props: MessageListProps) {
  return (
    <div style={{ height: '400px', width: '600px' }}>
      <MessageList {...props} />
    </div>
  )
}

/** A list that has been laid out. */
async function renderList(props: MessageListProps) {
  const { rerender } = await render(<Box {...props} />)
  const log = page.getByRole('log').element() as HTMLElement
  await nextFrame()
  return {
    log,
    update: async (next: MessageListProps) => {
      await rerender(<Box {...next} />)
      await nextFrame()
    },
    distance: () => Math.round(log.scrollHeight - log.clientHeight - log.scrollTop),
    following: () => log.parentElement!.hasAttribute('data-following'),
    wheel: async (y: number) => {
      await turnWheel(log, y)
      // The compositor scrolls first and tells the page afterwards.
      for (let still = 0, top = NaN; still < 3; still = log.scrollTop === top ? still + 1 : 0) {
        top = log.scrollTop
        await nextFrame()
      }
    },
    /** What the reader looks at: the row at the upper edge, and where it is. */
    view: () => {
      const edge = log.getBoundingClientRect().top
      const rows = [...log.querySelectorAll('.rivulet-row')]
      const row = rows.find((other) => other.getBoundingClientRect().bottom > edge + 1)!
      return { row, top: () => row.getBoundingClientRect().top - edge }
    },
  }
}

/** A turn of the wheel over an element, as the browser gets it from the hardware. */
async function turnWheel(element: HTMLElement, deltaY: number): Promise<void> {
  const { left, top } = element.getBoundingClientRect()
  const frame = window.frameElement?.getBoundingClientRect() ?? { left: 0, top: 0 }
  const event = { type: 'mouseWheel', x: frame.left + left + 50, y: frame.top + top + 50, deltaX: 0, deltaY }
  await (cdp() as unknown as InputDomain).send('Input.dispatchMouseEvent', event)
}

interface InputDomain {
  send(method: 'Input.dispatchMouseEvent', event: Record<string, unknown>): Promise<void>
}

const jumpButton = () => page.getByRole('button', { name: /Jump|new message/ })

describe('the end of a list', () => {
  it('is followed while an answer grows', async () => {
    const list = await renderList({ messages: growing(1) })
    expect(list.distance()).toBe(0)
    for (let size = 2; size < 30; size += 3) {
      await list.update({ messages: growing(size) })
      expect(list.distance()).toBe(0)
    }
    expect(list.following()).toBe(true)
    expect(jumpButton().query()).toBe(null)
  })

  it('is let go of by the first turn of the wheel, and not fought for', async () => {
    const list = await renderList({ messages: growing(5) })
    await list.wheel(-60)
    expect(list.following()).toBe(false)
    const top = list.log.scrollTop
    for (let size = 6; size < 30; size++) {
      await list.update({ messages: growing(size) })
      expect(Math.abs(list.log.scrollTop - top)).toBeLessThanOrEqual(1)
    }
  })

  it('is let go of by a gesture before anything has moved', async () => {
    const list = await renderList({ messages: growing(5) })
    list.log.dispatchEvent(new WheelEvent('wheel', { deltaY: -4, bubbles: true }))
    await list.update({ messages: growing(20) })
    expect(list.following()).toBe(false)
    await list.update({ messages: growing(40) })
    expect(list.following()).toBe(false)
  })

  it('is let go of by keys', async () => {
    const list = await renderList({ messages: growing(5) })
    list.log.focus()
    await userEvent.keyboard('{PageUp}')
    await nextFrame()
    expect(list.following()).toBe(false)
  })

  it('is let go of by whatever else moves the view up', async () => {
    const list = await renderList({ messages: growing(5) })
    // A scrollbar, find in page, a screen reader: all that a page sees of them is this.
    list.log.scrollTop -= 300
    await nextFrame()
    await nextFrame()
    expect(list.following()).toBe(false)
  })

  it('is followed again by a reader who arrives there', async () => {
    const list = await renderList({ messages: growing(5) })
    await list.wheel(-500)
    expect(list.following()).toBe(false)
    await list.wheel(100)
    expect(list.following()).toBe(false)
    await list.wheel(5000)
    expect(list.following()).toBe(true)
    await list.update({ messages: growing(20) })
    expect(list.distance()).toBe(0)
  })

  it('is not taken hold of by a reader who scrolls up near to it', async () => {
    const list = await renderList({ messages: growing(5) })
    await list.wheel(-10)
    expect(list.following()).toBe(false)
    await list.update({ messages: growing(10) })
    expect(list.distance()).toBeGreaterThan(0)
  })

  it('is gone to by a button that counts what the reader has not seen', async () => {
    const list = await renderList({ messages: growing(5) })
    await list.wheel(-2000)
    await expect.element(jumpButton()).toHaveTextContent('Jump to latest')
    await list.update({ messages: [...growing(5), message('u100', 'And?'), message('a101', 'So.')] })
    await expect.element(jumpButton()).toHaveTextContent('2 new messages')
    await userEvent.click(jumpButton())
    await expect.poll(list.distance).toBe(0)
    expect(list.following()).toBe(true)
    expect(document.activeElement).toBe(list.log)
    expect(jumpButton().query()).toBe(null)
  })

  it('is followed through content that shrinks', async () => {
    const list = await renderList({ messages: growing(60) })
    await list.update({ messages: growing(2) })
    expect(list.following()).toBe(true)
    await list.update({ messages: growing(30) })
    expect(list.distance()).toBe(0)
  })

  it('means nothing where there is nothing to scroll', async () => {
    const list = await renderList({ messages: [message('u1', 'Hi')] })
    await list.wheel(-100)
    expect(list.following()).toBe(true)
  })

  it('is never fought for: 40 gestures by chance, while an answer streams', { timeout: 60_000 }, async () => {
    let seed = 7
    const chance = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
    const list = await renderList({ messages: growing(20) })
    let size = 20
    for (let gesture = 0; gesture < 40; gesture++) {
      await list.wheel(Math.round((chance() - 0.6) * 400))
      const view = list.view()
      const before = view.top()
      const held = list.following()
      await list.update({ messages: growing(++size) })
      const moved = held ? list.distance() : Math.abs(view.top() - before)
      expect(moved, `gesture ${gesture}, held: ${held}`).toBeLessThanOrEqual(1)
    }
  })
})

describe('earlier messages', () => {
  it('do not move what the reader sees', async () => {
    const messages = past.slice(10)
    const list = await renderList({ messages, onLoadEarlier: () => {} })
    list.log.scrollTop = 0
    await nextFrame()
    await nextFrame()
    const first = page.getByRole('article').all()[0]!.element()
    const before = first.getBoundingClientRect().top
    await list.update({ messages: past, onLoadEarlier: () => {} })
    await nextFrame()
    expect(page.getByRole('article').all()).toHaveLength(30)
    expect(Math.abs(first.getBoundingClientRect().top - before)).toBeLessThanOrEqual(1)
  })

  it('do not move it where the button goes with them', async () => {
    const list = await renderList({ messages: past.slice(10), onLoadEarlier: () => {} })
    list.log.scrollTop = 200
    await nextFrame()
    await nextFrame()
    const article = page.getByRole('article').all()[2]!.element()
    const before = article.getBoundingClientRect().top
    await list.update({ messages: past })
    await nextFrame()
    expect(Math.abs(article.getBoundingClientRect().top - before)).toBeLessThanOrEqual(1)
  })
})

describe('a long thread', () => {
  it('stays in the document, and lays out only what is near', async () => {
    const many = Array.from({ length: 300 }, (_, index) => message(`u${index}`, sentence.repeat(5)))
    await renderList({ messages: many })
    const rows = [...document.querySelectorAll('.rivulet-row')]
    expect(rows).toHaveLength(300)
    const drawn = rows.filter((row) =>
      row.firstElementChild!.checkVisibility({ contentVisibilityAuto: true }),
    )
    expect(drawn.length).toBeLessThan(100)
  })
})
