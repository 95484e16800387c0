import { ConnectionBadge } from '@rivulet/components'
import { type ConnectionState, StreamError } from '@rivulet/react'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

const NOW = 1_800_000_000_000
const cause = new StreamError('interrupted', 'The connection broke after 12 bytes.')
const open: ConnectionState = { status: 'open', since: NOW }
const waiting: ConnectionState = { status: 'waiting', attempt: 3, retryAt: NOW + 12_000, cause }

describeAnatomy('ConnectionBadge', {
  element: (props) => <ConnectionBadge connection={waiting} onReconnect={() => {}} {...props} />,
  className: 'rivulet-badge',
  data: { 'data-status': 'waiting', 'data-tone': 'warning' },
  content: [cause.message],
})

describe('ConnectionBadge', () => {
  beforeEach(() => void vi.useFakeTimers({ now: NOW }))
  afterEach(() => void vi.useRealTimers())

  const badge = (): HTMLElement => document.querySelector<HTMLElement>('.rivulet-badge')!
  const word = (): string => screen.getByRole('status').textContent
  const pass = (ms: number): void => void act(() => vi.advanceTimersByTime(ms))

  it.each<[ConnectionState, string, string]>([
    [{ status: 'idle' }, 'Not connected', 'neutral'],
    [{ status: 'connecting', attempt: 1 }, 'Connecting', 'neutral'],
    [{ status: 'connecting', attempt: 2 }, 'Connecting', 'warning'],
    [open, 'Live', 'good'],
    [{ status: 'stalled', since: NOW }, 'Stalled', 'warning'],
    [waiting, 'Reconnecting', 'warning'],
    [{ status: 'offline', cause: undefined }, 'Offline', 'neutral'],
    [{ status: 'paused' }, 'Paused', 'neutral'],
    [{ status: 'closed', by: 'server' }, 'Closed', 'neutral'],
    [{ status: 'failed', error: cause }, 'Failed', 'bad'],
  ])('says %o in a word, a hue and a drawing', (connection, text, tone) => {
    render(<ConnectionBadge connection={connection} />)
    expect(word()).toBe(text)
    expect(badge()).toHaveAttribute('data-status', connection.status)
    expect(badge()).toHaveAttribute('data-tone', tone)
    expect(badge().querySelector('svg')).toHaveAttribute('aria-hidden', 'true')
  })

  it('leaves it to an announcer to tell screen readers', () => {
    render(<ConnectionBadge connection={open} live={false} />)
    expect(screen.queryByRole('status')).toBe(null)
    expect(badge()).toHaveTextContent('Live')
  })

  it('counts the seconds to the next attempt by itself, and leaves the live region alone', () => {
    render(<ConnectionBadge connection={waiting} />)
    const before = screen.getByRole('status').firstChild
    const seen: string[] = []
    for (let second = 0; second < 13; second++) {
      seen.push(screen.getByRole('timer').textContent)
      pass(1000)
    }
    expect(seen).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((left) => `in ${left} s`))
    expect(screen.getByRole('status').firstChild).toBe(before)
    expect(screen.getByRole('status')).not.toContainElement(screen.getByRole('timer'))
  })

  it('does not mention a flap that is shorter than its grace', () => {
    const { rerender } = render(<ConnectionBadge connection={open} />)
    rerender(<ConnectionBadge connection={{ ...waiting, retryAt: NOW + 300 }} />)
    pass(500)
    rerender(<ConnectionBadge connection={{ status: 'connecting', attempt: 2 }} />)
    pass(499)
    expect(word()).toBe('Live')
    rerender(<ConnectionBadge connection={{ ...open }} />)
    pass(10_000)
    expect(word()).toBe('Live')
  })

  it('mentions trouble when the grace is over, and the end of a connection at once', () => {
    const { rerender } = render(<ConnectionBadge connection={open} grace={2000} />)
    rerender(<ConnectionBadge connection={waiting} grace={2000} />)
    pass(1999)
    expect(word()).toBe('Live')
    pass(1)
    expect(word()).toBe('Reconnecting')
    rerender(<ConnectionBadge connection={{ status: 'failed', error: cause }} grace={2000} />)
    expect(word()).toBe('Failed')
  })

  it('says for a moment that the connection is back, and what it caught up', () => {
    const { rerender } = render(<ConnectionBadge connection={open} events={100} />)
    rerender(<ConnectionBadge connection={waiting} events={100} />)
    pass(1000)
    rerender(<ConnectionBadge connection={{ ...open }} events={100} />)
    expect(word()).toBe('Live')
    rerender(<ConnectionBadge connection={open} events={112} />)
    pass(400)
    expect(word()).toBe('Resumed (+12 events)')
    expect(badge()).toHaveAttribute('data-resumed')
    rerender(<ConnectionBadge connection={open} events={150} />)
    pass(1000)
    expect(word()).toBe('Resumed (+12 events)')
    pass(3000)
    expect(word()).toBe('Live')
    expect(badge()).not.toHaveAttribute('data-resumed')
  })

  it('takes the first attempt after a drop for a part of the trouble, though it is counted as the first', () => {
    const connecting = { status: 'connecting', attempt: 1 } as const
    const { rerender } = render(<ConnectionBadge connection={open} onReconnect={() => {}} />)
    rerender(<ConnectionBadge connection={waiting} onReconnect={() => {}} />)
    pass(500)
    rerender(<ConnectionBadge connection={connecting} onReconnect={() => {}} />)
    expect(word()).toBe('Live')
    pass(500)
    expect(word()).toBe('Connecting')
    expect(screen.getByRole('button', { name: 'Reconnect' })).toHaveAttribute('aria-disabled', 'true')
    rerender(<ConnectionBadge connection={{ ...open }} onReconnect={() => {}} />)
    pass(400)
    expect(word()).toBe('Resumed')
  })

  it('says that it is back also where nobody counts', () => {
    const { rerender } = render(<ConnectionBadge connection={waiting} />)
    rerender(<ConnectionBadge connection={open} />)
    pass(400)
    expect(word()).toBe('Resumed')
  })

  it('keeps the reason of a loss behind the countdown', () => {
    render(<ConnectionBadge connection={waiting} />)
    const details = screen.getByText('Why?').closest('details')!
    expect(details.open).toBe(false)
    expect(details).toHaveTextContent('The connection broke after 12 bytes.')
    expect(details).toHaveTextContent('Attempt 3')
    details.open = true
    fireEvent.keyDown(screen.getByText('Why?'), { key: 'Escape' })
    expect(details.open).toBe(false)
    expect(document.activeElement).toBe(screen.getByText('Why?'))
  })

  it('asks for an attempt at once, and not twice', () => {
    const onReconnect = vi.fn()
    const { rerender } = render(<ConnectionBadge connection={waiting} onReconnect={onReconnect} />)
    fireEvent.click(screen.getByRole('button', { name: 'Reconnect' }))
    expect(onReconnect).toHaveBeenCalledTimes(1)
    rerender(<ConnectionBadge connection={{ status: 'connecting', attempt: 4 }} onReconnect={onReconnect} />)
    const button = screen.getByRole('button', { name: 'Reconnect' })
    expect(button).toHaveAttribute('aria-disabled', 'true')
    fireEvent.click(button)
    expect(onReconnect).toHaveBeenCalledTimes(1)
  })

  it('takes the focus when the button that had it is no longer needed', () => {
    const { rerender } = render(<ConnectionBadge connection={waiting} onReconnect={() => {}} />)
    screen.getByRole('button', { name: 'Reconnect' }).focus()
    rerender(<ConnectionBadge connection={open} onReconnect={() => {}} />)
    expect(screen.queryByRole('button')).toBe(null)
    expect(document.activeElement).toBe(badge())
  })

  it('has no button where nobody listens, or where nothing is lost', () => {
    const { rerender } = render(<ConnectionBadge connection={waiting} />)
    expect(screen.queryByRole('button')).toBe(null)
    for (const connection of [open, { status: 'connecting', attempt: 1 }, { status: 'idle' }] as const) {
      rerender(<ConnectionBadge connection={connection} onReconnect={() => {}} />)
      expect(screen.queryByRole('button')).toBe(null)
    }
  })

  it('is only a drawing and a word where it is compact', () => {
    render(<ConnectionBadge connection={waiting} onReconnect={() => {}} compact />)
    expect(badge()).toHaveTextContent(/^Reconnecting$/)
    expect(badge()).toHaveAttribute('data-compact')
  })
})
