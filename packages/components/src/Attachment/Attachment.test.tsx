import { Attachment } from '@rivulet/components'
import type { FilePart } from '@rivulet/react'
import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

const remote: FilePart = {
  type: 'file',
  mediaType: 'image/png',
  url: 'https://evil.example/?q=secret',
  filename: 'chart.png',
}
const pixel = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'

describeAnatomy('Attachment', {
  element: (props) => <Attachment part={remote} {...props} />,
  className: 'rivulet-attachment',
  data: { 'data-part': 'file' },
  content: ['chart.png', 'evil.example'],
})

describe('Attachment', () => {
  it('loads no image of another host before it is asked to', () => {
    const { container } = render(<Attachment part={remote} />)
    expect(container.querySelector('[src], [srcset], [style]')).toBe(null)
    const chip = screen.getByRole('button', { name: 'Load chart.png evil.example' })
    fireEvent.click(chip)
    const image = screen.getByRole('img', { name: 'chart.png' })
    expect(image).toHaveAttribute('src', remote.url)
    expect(image).toHaveAttribute('referrerpolicy', 'no-referrer')
  })

  it('asks again for another image', () => {
    const { rerender } = render(<Attachment part={remote} />)
    fireEvent.click(screen.getByRole('button'))
    rerender(<Attachment part={{ ...remote, url: 'https://other.example/' }} />)
    expect(screen.queryByRole('img')).toBe(null)
    expect(screen.getByRole('button')).toHaveTextContent('other.example')
  })

  it('shows an image that came with the message', () => {
    render(<Attachment part={{ ...remote, url: pixel, filename: undefined }} />)
    expect(screen.getByRole('img', { name: 'File (image/png)' })).toHaveAttribute('src', pixel)
  })

  it('says when an image cannot be loaded', () => {
    render(<Attachment part={{ ...remote, url: pixel }} />)
    fireEvent.error(screen.getByRole('img'))
    expect(screen.getByText('chart.png could not be loaded')).toBeInTheDocument()
    expect(screen.queryByRole('img')).toBe(null)
  })

  it('links a file that is safe to follow, and shows the name of any other', () => {
    const file: FilePart = { ...remote, mediaType: 'text/csv', filename: 'a.csv' }
    const { rerender } = render(<Attachment part={file} />)
    expect(screen.getByRole('link', { name: 'a.csv evil.example' })).toHaveAttribute('href', file.url)
    rerender(<Attachment part={{ ...file, url: 'data:text/html,x' }} />)
    expect(screen.getByText('a.csv')).toBeInTheDocument()
    expect(screen.queryByRole('link')).toBe(null)
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', '//example.com/a.png', '/a.png', 'https://'])(
    'makes no image of %s',
    (url) => {
      const { container } = render(<Attachment part={{ ...remote, url }} />)
      expect(container.querySelector('[src], [href], button')).toBe(null)
    },
  )
})
