import { Suggestions } from '@rivulet/components'
import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

describeAnatomy('Suggestions', {
  element: (props) => <Suggestions suggestions={['Why?']} onPick={() => {}} {...props} />,
  className: 'rivulet-suggestions',
  content: ['Why?'],
})

it('asks what is picked, also under a shorter name', () => {
  const onPick = vi.fn()
  render(
    <Suggestions suggestions={['Why?', { label: 'Plan', text: 'Make a plan for me.' }]} onPick={onPick} />,
  )
  expect(screen.getByRole('list', { name: 'Suggestions' })).toBeInTheDocument()
  fireEvent.click(screen.getByRole('button', { name: 'Plan' }))
  fireEvent.click(screen.getByRole('button', { name: 'Why?' }))
  expect(onPick.mock.calls).toEqual([['Make a plan for me.'], ['Why?']])
})
