import { Sources } from '@rivulet/components'
import type { SourcePart } from '@rivulet/react'
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

const titled: SourcePart = { type: 'source', url: 'https://example.com/a', title: 'An example' }

describeAnatomy('Sources', {
  element: (props) => <Sources part={[titled, { type: 'source' }]} {...props} />,
  className: 'rivulet-sources',
  data: { 'data-part': 'source' },
  content: ['An example', 'example.com'],
})

describe('Sources', () => {
  it('links to places, by their title and their host', () => {
    render(<Sources part={titled} />)
    expect(screen.getByRole('list', { name: '1 source' })).toBeInTheDocument()
    const link = screen.getByRole('link', { name: 'An example example.com' })
    expect(link).toHaveAttribute('href', 'https://example.com/a')
    expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow')
  })

  it('names each by what is known of it', () => {
    const parts: SourcePart[] = [
      { type: 'source', url: 'https://a.example/x' },
      { type: 'source', filename: 'report.pdf' },
      { type: 'source' },
    ]
    render(<Sources part={parts} />)
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'a.example',
      'report.pdf',
      'Source',
    ])
  })

  it('names the host that a title hides', () => {
    render(<Sources part={{ type: 'source', url: 'https://evil.example/', title: 'bank.example' }} />)
    expect(screen.getByRole('link')).toHaveTextContent('bank.exampleevil.example')
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', '//example.com', 'not an address'])(
    'links to no %s',
    (url) => {
      render(<Sources part={{ type: 'source', url, title: 'A title' }} />)
      expect(screen.getByText('A title')).toBeInTheDocument()
      expect(screen.queryByRole('link')).toBe(null)
    },
  )

  it('takes no room without sources', () => {
    render(<Sources part={[]} />)
    expect(screen.getByRole('list')).toHaveAttribute('data-empty')
  })
})
