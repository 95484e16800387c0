import { type StandardSchema, useEventSource } from '@rivulet/react'
import { describe, expectTypeOf, it } from 'vitest'

declare const price: StandardSchema<{ value: number }>
declare const note: StandardSchema<string>

describe('useEventSource with a schema', () => {
  it('types the data of each event name', () => {
    const stream = useEventSource('/feed', {
      schema: { price, note },
      onEvent(event) {
        if (event.type === 'price') expectTypeOf(event.data).toEqualTypeOf<{ value: number }>()
        else expectTypeOf(event.data).toEqualTypeOf<string>()
      },
    })
    expectTypeOf(stream.data).toEqualTypeOf<{ value: number } | string | undefined>()
    expectTypeOf(stream.lastEvent?.type).toEqualTypeOf<'price' | 'note' | undefined>()
  })

  it('folds into what initialData says', () => {
    const { data } = useEventSource('/feed', {
      schema: { price },
      initialData: 0,
      reduce: (sum, event) => sum + event.data.value,
    })
    expectTypeOf(data).toEqualTypeOf<number>()
  })
})
