import { ErrorNotice, defaultLabels } from '@rivulet/components'
import { StreamError, type StreamErrorKind } from '@rivulet/react'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

const busy = new StreamError('http', '429 Too Many Requests', {
  status: 429,
  code: 'rate_limit',
  requestId: 'req_1',
  retryAfter: 3000,
})

describeAnatomy('ErrorNotice', {
  element: (props) => <ErrorNotice error={busy} onRetry={() => {}} onDismiss={() => {}} {...props} />,
  className: 'rivulet-error',
  data: { 'data-kind': 'http' },
  content: ['429 Too Many Requests', '429', 'rate_limit', 'req_1'],
})

describe('ErrorNotice', () => {
  it('leaves it to an announcer to tell screen readers', () => {
    render(<ErrorNotice error={new StreamError('network', 'No.')} live={false} />)
    expect(screen.queryByRole('alert')).toBe(null)
    expect(screen.getByText(defaultLabels.errorTitle.network)).toBeInTheDocument()
  })

  const kinds: StreamErrorKind[] = [
    'network',
    'http',
    'content-type',
    'timeout',
    'stalled',
    'interrupted',
    'truncated',
    'protocol',
    'overflow',
    'provider',
    'unsupported',
    'aborted',
  ]

  it.each(kinds)('says what happened and what to do: %s', (kind) => {
    render(<ErrorNotice error={new StreamError(kind, 'facts')} />)
    expect(screen.getByRole('alert')).toHaveTextContent(defaultLabels.errorTitle[kind])
    expect(screen.getByRole('alert')).toHaveTextContent(defaultLabels.errorAdvice[kind])
  })

  it.each([
    [401, 'You are not signed in for this'],
    [403, 'You are not signed in for this'],
    [429, 'The server is busy'],
    [503, 'The server is busy'],
    [404, 'The server refused the request'],
    [500, 'The server refused the request'],
  ])('tells refusals apart: %i', (status, title) => {
    render(<ErrorNotice error={new StreamError('http', 'facts', { status })} />)
    expect(screen.getByRole('alert')).toHaveTextContent(title)
  })

  it('keeps the facts for those who ask', () => {
    const { container } = render(<ErrorNotice error={busy} />)
    const facts = [...container.querySelectorAll('dl > div')].map((row) => row.textContent)
    expect(container.querySelector('details')).not.toHaveAttribute('open')
    expect(facts).toEqual(['Message429 Too Many Requests', 'Status429', 'Coderate_limit', 'Requestreq_1'])
  })

  it('shows what a server says as text, whatever it is', () => {
    const error = new StreamError('provider', '<img src=x onerror=alert(1)><b>bold</b>')
    const { container } = render(<ErrorNotice error={error} />)
    expect(container.querySelector('img, b')).toBe(null)
    expect(container).toHaveTextContent('<img src=x onerror=alert(1)><b>bold</b>')
  })

  it('tries again, and goes away', () => {
    const onRetry = vi.fn()
    const onDismiss = vi.fn()
    render(<ErrorNotice error={new StreamError('network', 'x')} onRetry={onRetry} onDismiss={onDismiss} />)
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(onRetry).toHaveBeenCalledTimes(1)
    expect(onDismiss).toHaveBeenCalledTimes(1)
  })

  describe('where the server asks for patience', () => {
    beforeEach(() => void vi.useFakeTimers())
    afterEach(() => void vi.useRealTimers())

    it('counts down outside of the alert, and tries again only then', () => {
      const onRetry = vi.fn()
      render(<ErrorNotice error={busy} onRetry={onRetry} />)
      const button = screen.getByRole('button')
      const seen: string[] = []
      for (let second = 0; second < 4; second++) {
        seen.push(button.textContent)
        fireEvent.click(button)
        act(() => void vi.advanceTimersByTime(1000))
      }
      expect(seen).toEqual(['Try again in 3 s', 'Try again in 2 s', 'Try again in 1 s', 'Try again'])
      expect(onRetry).toHaveBeenCalledTimes(1)
      expect(screen.getByRole('alert')).not.toContainElement(button)
    })

    it('begins anew with another error', () => {
      const { rerender } = render(<ErrorNotice error={busy} onRetry={() => {}} />)
      act(() => void vi.advanceTimersByTime(5000))
      expect(screen.getByRole('button')).toHaveTextContent('Try again')
      const other = new StreamError('http', 'x', { status: 503, retryAfter: 7000 })
      rerender(<ErrorNotice error={other} onRetry={() => {}} />)
      expect(screen.getByRole('button')).toHaveTextContent('Try again in 7 s')
    })
  })
})
