import { StreamMeter } from '@rivulet/components'
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

const metrics = {
  sentAt: 1000,
  firstByte: 1100,
  firstToken: 1412,
  finished: 9000,
  characters: 2000,
  tokens: 512,
  rate: 61.4,
  reconnects: 2,
}

describeAnatomy('StreamMeter', {
  element: (props) => <StreamMeter metrics={metrics} usage={{ input: 3, raw: {} }} {...props} />,
  className: 'rivulet-meter',
})

/** What is shown, as one string a figure. */
function figures(): string[] {
  return screen.getAllByRole('term').map((term) => term.parentElement!.textContent)
}

describe('StreamMeter', () => {
  it('shows the figures of an answer', () => {
    render(<StreamMeter metrics={metrics} usage={{ input: 1, output: 512, raw: {} }} />)
    expect(figures()).toEqual([
      'First token412 ms',
      'Rate61 tokens/s',
      'In1 token',
      'Out512 tokens',
      'Reconnects2',
    ])
  })

  it('counts characters where the server counts no tokens', () => {
    render(<StreamMeter metrics={{ ...metrics, firstToken: 4250, tokens: undefined, reconnects: 0 }} />)
    expect(figures()).toEqual(['First token3.3 s', 'Rate61 characters/s'])
  })

  it('shows nothing of which nothing is known', () => {
    const { container } = render(<StreamMeter metrics={{ characters: 0, reconnects: 0 }} />)
    expect(container.firstElementChild).toBeEmptyDOMElement()
    expect(container.firstElementChild).toHaveAttribute('data-empty')
  })
})
