import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, it, vi } from 'vitest'
import { forest, replace } from '../document/forest.ts'
import { type LeafProps, renderForest } from './renderForest.tsx'

function Leaf({ leaf }: LeafProps<number>): ReactNode {
  return <>{leaf},</>
}

it('looks at the groups that have changed, and at no others', () => {
  const before = forest(Array.from({ length: 2000 }, (_, index) => index))
  const after = replace(before, 1999, 7)
  const { container, rerender } = render(renderForest(before, Leaf, 0))
  const looks = before.groves.flat().map((group) => vi.spyOn(group, 'map'))
  const newLook = vi.spyOn(after.groves.at(-1)!.at(-1)!, 'map')
  rerender(renderForest(after, Leaf, 0))
  expect(container.textContent).toMatch(/^0,1,2,.*,1998,7,$/)
  expect(newLook).toHaveBeenCalledOnce()
  expect(looks.filter(({ mock }) => mock.calls.length > 0)).toEqual([])
})
