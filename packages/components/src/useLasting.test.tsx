import { renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { sameEntries } from './sameEntries.ts'
import { useLasting } from './useLasting.ts'

describe('useLasting', () => {
  it('keeps the first of equal values, and takes the next that differs', () => {
    const first = { lang: 'de' }
    const { result, rerender } = renderHook(({ value }) => useLasting(value, sameEntries), {
      initialProps: { value: first },
    })
    rerender({ value: { lang: 'de' } })
    expect(result.current).toBe(first)

    const next = { lang: 'ar' }
    rerender({ value: next })
    expect(result.current).toBe(next)
    rerender({ value: { lang: 'ar' } })
    expect(result.current).toBe(next)
  })

  it('renders once for a value that is another each time', () => {
    let renders = 0
    const { rerender } = renderHook(() => {
      renders++
      return useLasting({ style: {} }, sameEntries)
    })
    rerender()
    expect(renders).toBe(2)
  })
})
