import { MessageList, type MessageListProps } from '@rivulet/components'
import '@rivulet/components/styles.css'
import type { Message as MessageData } from '@rivulet/react'
import { describe, expect, it } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { afterPaint } from '../afterPaint.suite.ts'

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
  await afterPaint()
  return {
    log,
    update: async (next: MessageListProps) => {
      await rerender(<Box {...next} />)
      await afterPaint()
    },
    distance: () => Math.round(log.scrollHeight - log.clientHeight - log.scrollTop),
    following: () => log.parentElement!.hasAttribute('data-following'),
    wheel: async (y: number) => {
      await turnWheel(log, y)
      await settled(log)
    },
    /** A finger that moves the content by so many px; downwards, it scrolls up. */
    finger: async (y: number) => {
      await swipe(log, -y)
      await settled(log)
    },
    key: async (y: number) => {
      log.focus({ preventScroll: true })
      await userEvent.keyboard(
        y < 0 ? (y < -150 ? '{PageUp}' : '{ArrowUp}') : y > 80 ? '{PageDown}' : '{ArrowDown}',
      )
      await settled(log)
    },
    scrollbar: async (y: number) => {
      log.scrollTop += y
      await settled(log)
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

/** The compositor scrolls first and tells the page afterwards. */
async function settled(log: HTMLElement): Promise<void> {
  for (let still = 0, top = NaN; still < 6; still = log.scrollTop === top ? still + 1 : 0) {
    top = log.scrollTop
    await afterPaint()
  }
}

/** A finger on an element that moves by so many px, as the browser gets it from the hardware. */
async function swipe(element: HTMLElement, distance: number): Promise<void> {
  const { left, top } = element.getBoundingClientRect()
  const frame = window.frameElement?.getBoundingClientRect() ?? { left: 0, top: 0 }
  const x = frame.left + left + 50
  const middle = frame.top + top + 200
  const touch = (type: string, y?: number): Promise<void> =>
    (cdp() as unknown as InputDomain).send('Input.dispatchTouchEvent', {
      type,
      touchPoints: y === undefined ? [] : [{ x, y: middle + y }],
    })
  await touch('touchStart', 0)
  for (let step = 1; step <= 4; step++) await touch('touchMove', (distance * step) / 4)
  // A finger that rests before it leaves throws nothing, which would move on for as long as it likes.
  for (let frame = 0; frame < 6; frame++) await afterPaint()
  await touch('touchMove', distance)
  await touch('touchEnd')
}

/** A turn of the wheel over an element, as the browser gets it from the hardware. */
async function turnWheel(element: HTMLElement, deltaY: number): Promise<void> {
  const { left, top } = element.getBoundingClientRect()
  const frame = window.frameElement?.getBoundingClientRect() ?? { left: 0, top: 0 }
  const event = { type: 'mouseWheel', x: frame.left + left + 50, y: frame.top + top + 50, deltaX: 0, deltaY }
  await (cdp() as unknown as InputDomain).send('Input.dispatchMouseEvent', event)
}

interface InputDomain {
  send(
    method: 'Input.dispatchMouseEvent' | 'Input.dispatchTouchEvent',
    event: Record<string, unknown>,
  ): Promise<void>
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
    await afterPaint()
    expect(list.following()).toBe(false)
  })

  it('is let go of by whatever else moves the view up', async () => {
    const list = await renderList({ messages: growing(5) })
    // A scrollbar, find in page, a screen reader: all that a page sees of them is this.
    list.log.scrollTop -= 300
    await afterPaint()
    await afterPaint()
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

  it(
    'is never fought for: 100 gestures by chance, while an answer streams',
    { timeout: 120_000 },
    async () => {
      let seed = 7
      const chance = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
      const list = await renderList({ messages: growing(20) })
      let size = 20
      const stream = async (updates: number): Promise<void> => {
        for (let update = 0; update < updates; update++) await list.update({ messages: growing(++size) })
      }
      const seen = { wheel: 0, finger: 0, key: 0, scrollbar: 0, held: 0, free: 0 }
      for (let gesture = 0; gesture < 100; gesture++) {
        const y = Math.round((chance() - 0.6) * 400)
        const kind = (['wheel', 'finger', 'key', 'scrollbar'] as const)[Math.floor(chance() * 4)]!
        await list[kind](y)
        const view = list.view()
        const before = view.top()
        const held = list.following()
        // Who is away from the end has let go of it.
        expect(held && list.distance() > 24, `gesture ${gesture}, ${kind} by ${y}`).toBe(false)
        seen[kind] += 1
        seen[held ? 'held' : 'free'] += 1
        await stream(3)
        const moved = held ? list.distance() : Math.abs(view.top() - before)
        expect(moved, `gesture ${gesture}, ${kind} by ${y}, held: ${held}`).toBeLessThanOrEqual(1)
        expect(list.following(), `gesture ${gesture}, ${kind} by ${y}`).toBe(held)
        // Once and again the reader goes back to the end.
        if (chance() < 0.2) await list.wheel(20_000)
      }
      // The seed has led through all of it.
      expect(Object.values(seen).every((times) => times > 9)).toBe(true)
    },
  )
})

describe('a message that the reader sends', () => {
  const question = message('u200', 'And now?')

  it('is gone to, wherever the reader was, and the focus stays', async () => {
    const list = await renderList({ messages: past })
    await list.wheel(-2000)
    const button = document.body.appendChild(document.createElement('button'))
    button.focus()
    await list.update({ messages: [...past, question], pending: true })
    await expect.poll(list.distance).toBe(0)
    expect(list.following()).toBe(true)
    expect(document.activeElement).toBe(button)
    button.remove()
  })

  it('is not taken for one that arrived from elsewhere', async () => {
    const list = await renderList({ messages: past })
    await list.wheel(-2000)
    const { scrollTop } = list.log
    await list.update({ messages: [...past, message('a200', sentence)] })
    await afterPaint()
    expect(Math.abs(list.log.scrollTop - scrollTop)).toBeLessThanOrEqual(1)
    expect(list.following()).toBe(false)
  })

  it('stays at the upper edge while its answer grows, where turns are pinned', async () => {
    const list = await renderList({ messages: past, pinTurns: true })
    const turn = [...past, question]
    await list.update({ messages: turn, pending: true, pinTurns: true })
    const top = (): number => {
      const row = [...list.log.querySelectorAll('.rivulet-row')][past.length]!
      return Math.abs(Math.round(row.getBoundingClientRect().top - list.log.getBoundingClientRect().top))
    }
    await expect.poll(top).toBe(0)
    expect(list.following()).toBe(true)
    // As long as all of the answer is in sight, there is nothing to jump to; then there is, and nothing moves.
    const grow = async (size: number): Promise<void> => {
      await list.update({ messages: [...turn, message('last', sentence.repeat(size))], pinTurns: true })
      await expect.poll(top).toBe(0)
    }
    await grow(1)
    expect(jumpButton().query()).toBe(null)
    for (let size = 2; size < 60; size += 2) await grow(size)
    await expect.element(jumpButton()).toBeVisible()
    expect(list.following()).toBe(false)
    await userEvent.click(jumpButton())
    await expect.poll(list.distance).toBe(0)
    await list.update({ messages: [...turn, message('last', sentence.repeat(90))], pinTurns: true })
    expect(list.distance()).toBe(0)
  })

  it('can be scrolled away from while it is pinned', async () => {
    const list = await renderList({ messages: past, pinTurns: true })
    const turn = [...past, question]
    await list.update({ messages: turn, pinTurns: true })
    await expect.poll(list.distance).toBe(0)
    await list.wheel(-200)
    expect(list.following()).toBe(false)
    const view = list.view()
    const before = view.top()
    for (let size = 1; size < 60; size += 5)
      await list.update({ messages: [...turn, message('last', sentence.repeat(size))], pinTurns: true })
    expect(Math.abs(view.top() - before)).toBeLessThanOrEqual(1)
  })
})

describe('the keyboard', () => {
  const linked = (id: string): MessageData => ({
    ...message(id, 'An answer.'),
    parts: [
      { type: 'text', id: 't', text: 'An answer.', state: 'done' },
      { type: 'source', url: 'https://example.com/', title: 'A source' },
    ],
  })
  const messages = [message('u1', 'One?'), linked('a2'), message('u3', 'Three?'), linked('a4')]
  const actions = { onRegenerate: () => {}, onEdit: () => {} }
  const focused = (): string => {
    const element = document.activeElement!
    const name = element.getAttribute('aria-label') ?? element.textContent
    return `${element.getAttribute('role') ?? element.tagName.toLowerCase()} ${name}`
  }
  const walk = async (keys: string): Promise<string[]> => {
    const stops: string[] = []
    for (const key of keys.split(' ')) {
      await userEvent.keyboard(key.includes('+') ? `{Shift>}{${key.slice(6)}}{/Shift}` : `{${key}}`)
      stops.push(focused())
    }
    return stops
  }

  it('walks through a thread: into a message, through what it holds, and out again', async () => {
    await render(
      <>
        <button type="button">before</button>
        <Box messages={messages} actions={actions} />
        <button type="button">after</button>
      </>,
    )
    page.getByText('before').element().focus()
    const [one, two, three, four] = page.getByRole('article').all()
    const is = (article: typeof one): string => `article ${article!.element().textContent}`
    expect(await walk('Tab ArrowDown ArrowDown End ArrowUp Home')).toEqual([
      'log Conversation',
      is(one),
      is(two),
      is(four),
      is(three),
      is(one),
    ])
    expect(await walk('ArrowDown Enter Tab Tab')).toEqual([
      is(two),
      'a A sourceexample.com',
      'button Copy',
      'button Regenerate',
    ])
    expect(await walk('Escape Escape')).toEqual([is(two), 'log Conversation'])
  })

  it('comes to the actions of one message, not of all', async () => {
    const questions = [message('u1', 'One?'), message('u3', 'Three?'), message('u5', 'Five?')]
    await render(
      <>
        <button type="button">before</button>
        <Box messages={questions} actions={actions} />
        <button type="button">after</button>
      </>,
    )
    page.getByText('before').element().focus()
    expect(await walk('Tab Tab')).toEqual(['log Conversation', 'button after'])
    expect(await walk('Shift+Tab End Tab Tab Tab')).toEqual([
      'log Conversation',
      `article ${page.getByRole('article').all()[2]!.element().textContent}`,
      'button Copy',
      'button Edit',
      'button after',
    ])
  })
})

describe('earlier messages', () => {
  it('do not move what the reader sees', async () => {
    const messages = past.slice(10)
    const list = await renderList({ messages, onLoadEarlier: () => {} })
    list.log.scrollTop = 0
    await afterPaint()
    await afterPaint()
    const first = page.getByRole('article').all()[0]!.element()
    const before = first.getBoundingClientRect().top
    await list.update({ messages: past, onLoadEarlier: () => {} })
    await afterPaint()
    expect(page.getByRole('article').all()).toHaveLength(30)
    expect(Math.abs(first.getBoundingClientRect().top - before)).toBeLessThanOrEqual(1)
  })

  it('do not move it where the button goes with them', async () => {
    const list = await renderList({ messages: past.slice(10), onLoadEarlier: () => {} })
    list.log.scrollTop = 200
    await afterPaint()
    await afterPaint()
    const article = page.getByRole('article').all()[2]!.element()
    const before = article.getBoundingClientRect().top
    await list.update({ messages: past })
    await afterPaint()
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
