import { EventLog } from '@rivulet/components'
import type { StreamEvent } from '@rivulet/react'
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

const event = (id: number, data: unknown = `data ${id}`): StreamEvent<unknown> => ({
  type: 'tick',
  data,
  lastEventId: String(id),
})
const events = Array.from({ length: 6 }, (_, index) => event(index + 1))

describeAnatomy('EventLog', {
  element: (props) => <EventLog events={events} limit={2} {...props} />,
  className: 'rivulet-log',
  data: { 'data-following': '' },
  content: ['tick', /data \d/, /^\d$/],
})

const rows = (): string[] => screen.queryAllByRole('listitem').map((row) => row.textContent)

describe('EventLog', () => {
  it('shows name, data and id of each event', () => {
    render(<EventLog events={[event(1), event(2, { price: 3 }), event(3, null)]} />)
    expect(rows()).toEqual(['tickdata 11', 'tick{"price":3}2', 'ticknull3'])
  })

  it('is a log that is not read out by itself', () => {
    render(<EventLog events={events} />)
    const log = screen.getByRole('log', { name: 'Events' })
    expect(log).toHaveAttribute('aria-live', 'off')
    expect(log).toHaveAttribute('tabindex', '0')
  })

  it('shows the newest rows, and says how many it leaves out', () => {
    render(<EventLog events={events} limit={2} />)
    expect(rows()).toEqual(['tickdata 55', 'tickdata 66'])
    expect(screen.getByText('4 earlier events not shown')).toBeInTheDocument()
  })

  it('keeps the row of an event while the ring moves on', () => {
    const { rerender } = render(<EventLog events={events.slice(0, 4)} />)
    const third = screen.getAllByRole('listitem')[2]
    rerender(<EventLog events={events.slice(2)} />)
    expect(screen.getAllByRole('listitem')[0]).toBe(third)
  })

  it('cuts data that is very long, and shows data that JSON cannot hold', () => {
    const cycle: { self?: unknown } = {}
    cycle.self = cycle
    render(<EventLog events={[event(1, 'x'.repeat(5000)), event(2, cycle)]} />)
    expect(rows()[0]!.length).toBeLessThan(520)
    expect(rows()[1]).toBe('tick[object Object]2')
  })

  it('says so where nothing came', () => {
    const { container } = render(<EventLog events={[]} />)
    expect(screen.getByText('No events yet')).toBeInTheDocument()
    expect(container.firstElementChild).toHaveAttribute('data-empty')
  })
})
