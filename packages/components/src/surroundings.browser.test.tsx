import { Chat, Composer, EventLog, StreamingMarkdown } from '@rivulet/components'
import '@rivulet/components/styles.css'
import type { Message } from '@rivulet/react'
import { openaiChunks, scriptedFetch, stall } from '@rivulet/testing'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

interface EmulationDomain {
  send(
    method: 'Emulation.setEmulatedMedia',
    media: { features: { name: string; value: string }[] },
  ): Promise<void>
}

/** What the reader has told the system. */
const prefer = (name: string, value: string): Promise<void> =>
  (cdp() as unknown as EmulationDomain).send('Emulation.setEmulatedMedia', { features: [{ name, value }] })
afterEach(() => prefer('', ''))

const words = 'Water finds its way, and so does a stream of words. '
const thread: Message[] = Array.from({ length: 12 }, (_, index) => ({
  id: String(index),
  role: index % 2 === 0 ? 'user' : 'assistant',
  parts: [
    { type: 'text', id: 't', text: words.repeat(3), state: 'done' },
    { type: 'source', url: `https://${'very-long-name.'.repeat(6)}example/`, title: words },
    { type: 'reasoning', id: 'r', text: words, state: 'done', startedAt: 0, endedAt: 9000 },
  ],
  createdAt: 0,
}))

/** A chat with all there is around its messages, a log, and a composer in trouble. */
function Everything({ width }: { width: string }): ReactNode {
  const tick = { type: 'tick', data: { words }, lastEventId: '1' }
  return (
    <div style={{ width, background: 'Canvas' }}>
      <div style={{ height: '600px' }}>
        <Chat
          messages={thread}
          accept="*"
          fetch={scriptedFetch([[...openaiChunks([words]).slice(0, 2), stall()]])}
        />
      </div>
      <Composer
        onSubmit={() => {}}
        accept="*"
        maxLength={10}
        defaultValue={words}
        status="streaming"
        onStop={() => {}}
      />
      <div style={{ height: '200px' }}>
        <EventLog events={[tick]} controls />
      </div>
    </div>
  )
}

const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)]

describe('a page that is zoomed to 200 %', () => {
  it('shows all of it in 320 px, and scrolls sideways nowhere', async () => {
    await render(<Everything width="320px" />)
    const wide = all('.rivulet, .rivulet *')
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .filter((element) => getComputedStyle(element).overflowX !== 'visible')
      // An address is cut where it says the least; its end, which tells whose it is, stays.
      .filter((element) => getComputedStyle(element).textOverflow !== 'ellipsis')
      .filter((element) => !element.classList.contains('rivulet-hidden'))
    expect(wide.map((element) => element.className)).toEqual([])
    const outside = all('.rivulet button, .rivulet textarea, .rivulet article, .rivulet input:not([hidden])')
      .map((element) => [element.className, Math.round(element.getBoundingClientRect().right)] as const)
      .filter(([, right]) => right > 320 + document.body.getBoundingClientRect().left)
    expect(outside).toEqual([])
  })
})

describe('a reader who wants no motion', () => {
  it('sees nothing move by itself, and goes to the end without a ride', async () => {
    await prefer('prefers-reduced-motion', 'reduce')
    await render(<Everything width="600px" />)
    const field = page.getByRole('textbox').all()[0]!
    await userEvent.fill(field, 'Why?')
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => document.querySelector('[data-caret]')).not.toBe(null)
    const running = (): Animation[] =>
      document.getAnimations().filter(({ playState }) => playState === 'running')
    await expect.poll(running).toEqual([])

    const log = page.getByRole('log').all()[0]!.element()
    log.scrollTop = 0
    const jump = page.getByRole('button', { name: /Jump|new message/ })
    await expect.element(jump).toBeVisible()
    await userEvent.click(jump)
    expect(log.scrollHeight - log.clientHeight - log.scrollTop).toBeLessThan(2)
  })

  it('is one of those for whom things move otherwise', async () => {
    await render(<Everything width="600px" />)
    await userEvent.fill(page.getByRole('textbox').all()[0]!, 'Why?')
    await userEvent.keyboard('{Enter}')
    await expect
      .poll(() => document.getAnimations().some(({ playState }) => playState === 'running'))
      .toBe(true)
  })
})

describe('a reader who forces colours', () => {
  it('sees the bounds of everything that can be pressed or written into', async () => {
    await prefer('forced-colors', 'active')
    await render(<Everything width="600px" />)
    expect(matchMedia('(forced-colors: active)').matches).toBe(true)
    const unbound = all(
      '.rivulet button, .rivulet-composer-box, .rivulet-log, [data-role=user] > .rivulet-message-body',
    )
      .filter((element) => {
        const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(element)
        return borderTopStyle === 'none' || borderTopWidth === '0px' || borderTopColor === backgroundColor
      })
      .map((element) => element.className)
    expect(unbound).toEqual([])
  })
})

describe('a page from right to left', () => {
  it('is the mirror of one from left to right', async () => {
    const places = async (dir: 'ltr' | 'rtl'): Promise<Record<string, number>> => {
      const { unmount } = await render(
        <div dir={dir}>
          <Everything width="600px" />
        </div>,
      )
      const box = document.querySelector('.rivulet-chat')!.getBoundingClientRect()
      const start = (selector: string): number => {
        const { left, right } = document.querySelector(selector)!.getBoundingClientRect()
        return Math.round(dir === 'ltr' ? left - box.left : box.right - right)
      }
      const measured = Object.fromEntries(
        [
          '[data-role=user] > .rivulet-message-body',
          '[data-role=assistant] > .rivulet-message-body',
          '.rivulet-message-actions .rivulet-button',
          '[data-action=attach]',
          '[data-action=send]',
          '.rivulet-fold .rivulet-chevron',
          '.rivulet-log-id',
        ].map((selector) => [selector, start(selector)]),
      )
      await unmount()
      return measured
    }
    expect(await places('rtl')).toEqual(await places('ltr'))
  })

  it('has its lists and quotes in the direction of their words, whatever that of the page', async () => {
    const text = '1. ينقطع الاتصال\n2. A proxy waits\n   - nested\n\n> قال العميل\n\n- English\n- العربية'
    await render(<StreamingMarkdown text={text} />)
    const directions = all('ol, ul, blockquote').map((block) => getComputedStyle(block).direction)
    expect(directions).toEqual(['rtl', 'rtl', 'rtl', 'ltr'])
    const sides = all('li > p').map((paragraph) => {
      const range = new Range()
      range.selectNodeContents(paragraph)
      const [line, box] = [range.getBoundingClientRect(), paragraph.getBoundingClientRect()]
      return Math.abs(line.left - box.left) < 1 ? 'left' : 'right'
    })
    expect(sides).toEqual(['right', 'left', 'left', 'left', 'right'])
  })
})
