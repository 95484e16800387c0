import { EventLog } from '@rivulet/components'
import type { StreamEvent } from '@rivulet/react'
import { fireEvent, render, screen } from '@testing-library/react'
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

describeAnatomy('EventLog, with controls', {
  element: (props) => <EventLog events={events} controls {...props} />,
  className: 'rivulet-log',
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

describe('the controls of a log', () => {
  const filter = (query: string): void =>
    void fireEvent.input(screen.getByRole('searchbox', { name: 'Filter' }), { target: { value: query } })
  const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }))
  const named = (type: string, data: unknown, id: number): StreamEvent<unknown> => ({
    ...event(id, data),
    type,
  })
  const mixed = [
    named('price', { symbol: 'RIV' }, 1),
    named('beat', 'ok', 2),
    named('price', { symbol: 'OAK' }, 3),
  ]

  it('are not there unless they are asked for', () => {
    render(<EventLog events={events} />)
    expect(screen.queryByRole('searchbox')).toBe(null)
    expect(screen.queryByRole('button')).toBe(null)
  })

  it('narrow it down by name and by data, whatever the case', () => {
    render(<EventLog events={mixed} limit={1} controls />)
    filter('PRICE')
    expect(rows()).toEqual(['price{"symbol":"OAK"}3'])
    expect(screen.getByText('1 earlier event not shown')).toBeInTheDocument()
    filter(' "riv" ')
    expect(rows()).toEqual(['price{"symbol":"RIV"}1'])
    filter('nothing of it')
    expect(rows()).toEqual([])
    expect(screen.getByText('No event matches')).toBeInTheDocument()
    filter('')
    expect(screen.getByText('2 earlier events not shown')).toBeInTheDocument()
  })

  it('hold it still, count what comes, and go on with all of it', () => {
    const { rerender } = render(<EventLog events={events.slice(0, 2)} controls />)
    press('Pause')
    expect(screen.queryByText(/new event/)).toBe(null)
    rerender(<EventLog events={events.slice(0, 5)} controls />)
    expect(rows()).toHaveLength(2)
    expect(screen.getByText('3 new events')).toBeInTheDocument()
    // The ring has dropped all that was there.
    rerender(<EventLog events={events.slice(2, 6)} controls />)
    expect(rows()).toEqual(['tickdata 11', 'tickdata 22'])
    expect(screen.getByText('4 new events')).toBeInTheDocument()
    press('Continue')
    expect(rows()).toEqual(['tickdata 33', 'tickdata 44', 'tickdata 55', 'tickdata 66'])
    expect(screen.queryByText(/new event/)).toBe(null)
  })

  it('filter what is held', () => {
    const { rerender } = render(<EventLog events={mixed} controls />)
    press('Pause')
    rerender(<EventLog events={[...mixed, named('beat', 'again', 4)]} controls />)
    filter('beat')
    expect(rows()).toEqual(['beatok2'])
  })
})
