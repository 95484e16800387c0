import {
  type AttemptContext,
  type ConnectionState,
  type StreamError,
  type StreamEvent,
  type StreamUrl,
  type UseEventSourceOptions,
  useEventSource,
} from '@rivulet/react'
import { describe, expectTypeOf, it } from 'vitest'

interface Tick {
  symbol: string
  price: number
}

describe('the data of useEventSource', () => {
  it('is text, or nothing before the first event', () => {
    const feed = useEventSource('/feed')
    expectTypeOf(feed.data).toEqualTypeOf<string | undefined>()
    expectTypeOf(feed.lastEvent).toEqualTypeOf<StreamEvent<string> | undefined>()
    expectTypeOf(feed.events).toEqualTypeOf<readonly StreamEvent<string>[]>()
    expectTypeOf(feed.connection).toEqualTypeOf<ConnectionState>()
    expectTypeOf(feed.error).toEqualTypeOf<StreamError | undefined>()
  })

  it('is unknown with parse: json, until it is said what it is', () => {
    expectTypeOf(useEventSource('/feed', { parse: 'json' }).data).toEqualTypeOf<unknown>()
    const feed = useEventSource<Tick>('/feed', { parse: 'json' })
    expectTypeOf(feed.data).toEqualTypeOf<Tick | undefined>()
    expectTypeOf(feed.lastEvent).toEqualTypeOf<StreamEvent<Tick> | undefined>()
  })

  it('is what a function of its own makes of an event', () => {
    const feed = useEventSource('/feed', { parse: (event) => Number(event.data) })
    expectTypeOf(feed.data).toEqualTypeOf<number | undefined>()
    expectTypeOf(feed.lastEvent).toEqualTypeOf<StreamEvent<number> | undefined>()
  })

  it('is never undefined with initialData', () => {
    expectTypeOf(useEventSource('/feed', { initialData: '' }).data).toEqualTypeOf<string>()
  })

  it('is what reduce folds the events into', () => {
    const texts = useEventSource<string, string[]>('/feed', {
      initialData: [],
      reduce: (all, event) => [...all, event.data],
    })
    expectTypeOf(texts.data).toEqualTypeOf<string[]>()

    const prices = useEventSource<Tick, Record<string, number>>('/feed', {
      parse: 'json',
      initialData: {},
      reduce: (all, { data }) => ({ ...all, [data.symbol]: data.price }),
    })
    expectTypeOf(prices.data).toEqualTypeOf<Record<string, number>>()
    expectTypeOf(prices.lastEvent).toEqualTypeOf<StreamEvent<Tick> | undefined>()
  })

  it('is inferred from parse, initialData and reduce together', () => {
    const sum = useEventSource('/feed', {
      parse: (event) => Number(event.data),
      initialData: 0,
      reduce: (total, event) => total + event.data,
    })
    expectTypeOf(sum.data).toEqualTypeOf<number>()

    const count = useEventSource('/feed', {
      parse: 'json',
      initialData: { ticks: 0 },
      reduce: ({ ticks }, event: StreamEvent<Tick>) => ({ ticks: ticks + event.data.price }),
    })
    expectTypeOf(count.data).toEqualTypeOf<{ ticks: number }>()
  })

  it('reaches the callbacks', () => {
    useEventSource<Tick>('/feed', {
      parse: 'json',
      onEvent: (event) => expectTypeOf(event.data).toEqualTypeOf<Tick>(),
      until: (event) => event.data.price < 0,
    })
  })
})

describe('the arguments of useEventSource', () => {
  it('are a string, an URL, a function, an async function, or null, not undefined', () => {
    expectTypeOf<string | URL | null>().toExtend<StreamUrl>()
    expectTypeOf<(context: AttemptContext) => string>().toExtend<StreamUrl>()
    expectTypeOf<() => Promise<URL>>().toExtend<StreamUrl>()
    expectTypeOf<undefined>().not.toExtend<StreamUrl>()
  })

  it('refuse a parse that is none, and data that do not fit', () => {
    expectTypeOf<{ parse: 'text' }>().toExtend<UseEventSourceOptions>()
    expectTypeOf<{ parse: 'xml' }>().not.toExtend<UseEventSourceOptions>()
    expectTypeOf<{ initialData: number }>().toExtend<UseEventSourceOptions<string, number>>()
    expectTypeOf<{ initialData: string }>().not.toExtend<UseEventSourceOptions<string, number>>()
  })
})
