import { Message, type MessageProps, StreamingMarkdown } from '@rivulet/components'
import { render } from '@testing-library/react'
import { expect, it } from 'vitest'

type Role = MessageProps['message']['role']

function shown(role: Role, text: string, props: Partial<MessageProps> = {}): HTMLElement {
  const message = {
    id: 'a',
    role,
    createdAt: 0,
    parts: [{ id: 't', type: 'text' as const, text, state: 'done' as const }],
  }
  return render(<Message message={message} {...props} />).container
}

it('shows an answer as Markdown', () => {
  expect(shown('assistant', '**bold**').querySelector('strong')).toHaveTextContent('bold')
})

it.each([
  ['the words of the reader', 'user', {}],
  ['an answer for which Markdown is not wanted', 'assistant', { markdown: false }],
] as const)('shows %s as they are written', (_, role, props) => {
  const root = shown(role, '**bold**', props)
  expect(root.querySelector('strong')).toBe(null)
  expect(root).toHaveTextContent('**bold**')
})

it('hands on what Markdown is drawn with and may load', () => {
  const root = shown('assistant', '# T\n\n[a](https://a.example) ![b](https://b.example/)', {
    markdown: {
      components: { h1: ({ children }) => <h4>{children}</h4> },
      allowLinks: ['https://other.example/'],
      allowImages: ['https://b.example/'],
    },
  })
  expect(root.querySelector('h4')).toHaveTextContent('T')
  expect(root.querySelector('p a')).not.toHaveAttribute('href')
  expect(root.querySelector('img')).toHaveAttribute('src', 'https://b.example/')
})

it('draws an answer anew for other options, and not for the same ones written anew', () => {
  let renders = 0
  const h1 = (): string => {
    renders++
    return 'T'
  }
  const message = {
    id: 'a',
    role: 'assistant' as const,
    createdAt: 0,
    parts: [{ id: 't', type: 'text' as const, text: '# T ![b](https://b.example/)', state: 'done' as const }],
  }
  const element = (allowImages: string[]) => (
    <Message message={message} markdown={{ components: { h1 }, allowImages }} />
  )
  const { container, rerender } = render(element(['https://c.example/']))
  rerender(element(['https://c.example/']))
  expect(renders).toBe(1)
  rerender(element(['https://b.example/']))
  expect(renders).toBe(2)
  expect(container).toHaveTextContent('T')
})

it('shows the caret of smooth Markdown until its last word is shown', async () => {
  const { container, rerender } = render(<StreamingMarkdown text="One" streaming smooth />)
  rerender(<StreamingMarkdown text="One *two three* four" smooth />)
  const root = container.firstElementChild!
  await expect.poll(() => root.textContent).toBe('One two three four')
  expect(root).not.toHaveAttribute('data-streaming')
})
