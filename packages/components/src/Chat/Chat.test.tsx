import { Chat } from '@rivulet/components'
import {
  type ManualEnvironment,
  type Script,
  type ScriptedFetch,
  chunk,
  cut,
  manualEnvironment,
  openaiChunks,
  respond,
  scriptedFetch,
  stall,
} from '@rivulet/testing'
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { describeAnatomy } from '../anatomy.suite.tsx'

const past = [
  { id: 'u', role: 'user', parts: [{ type: 'text', id: 't', text: 'Hi', state: 'done' }], createdAt: 0 },
  { id: 'a', role: 'assistant', parts: [{ type: 'text', id: 't', text: 'Ho', state: 'done' }], createdAt: 0 },
] as const

describeAnatomy('Chat', {
  element: (props) => <Chat messages={past} {...props} />,
  className: 'rivulet-chat',
  data: { 'data-status': 'ready' },
  content: ['Hi', 'Ho'],
})

interface Surroundings {
  environment: ManualEnvironment
  fetch: ScriptedFetch
}

/** A chat whose server plays one script a request, in a world that stands still. */
function renderChat(...scripts: Script[]): Surroundings {
  const environment = manualEnvironment()
  const fetch = scriptedFetch(scripts, { environment })
  render(<Chat fetch={fetch} environment={environment} smooth={false} />)
  return { environment, fetch }
}

const field = (): HTMLTextAreaElement => screen.getByRole('textbox')
const articles = (): string[] => screen.queryAllByRole('article').map((article) => article.textContent)
const pass = (environment: ManualEnvironment, ms = 0): Promise<void> =>
  act(async () => {
    await environment.advance(ms)
    await environment.frame()
    await environment.advance(0)
  })

async function send(environment: ManualEnvironment, text: string): Promise<void> {
  const user = userEvent.setup()
  await user.type(field(), `${text}{Enter}`)
  await pass(environment)
}

describe('Chat', () => {
  it('sends what is written and shows the answer as it arrives', async () => {
    const { environment, fetch } = renderChat(openaiChunks(['Hel', 'lo', ' you'], { interval: 100 }))
    await send(environment, 'Hi there')
    expect(articles()[0]).toBe('YouHi there')
    expect(field()).toHaveValue('')
    await pass(environment, 100)
    const early = articles()[1]
    expect('AssistantHello you').toContain(early)
    expect(screen.getByRole('button', { name: 'Stop' })).toBeInTheDocument()
    await pass(environment, 1000)
    expect(articles()).toEqual(['YouHi there', 'AssistantHello you'])
    expect(screen.getByRole('button', { name: 'Send' })).toBeInTheDocument()
    expect(JSON.parse(fetch.calls[0]!.body).messages).toEqual([{ role: 'user', content: 'Hi there' }])
  })

  it('shows that an answer is on its way before it begins', async () => {
    const { environment } = renderChat([stall()])
    await send(environment, 'Hi')
    expect(screen.getByText('Waiting for the answer')).toBeInTheDocument()
  })

  it('stops, keeps what has arrived, and says so', async () => {
    const { environment } = renderChat([...openaiChunks(['Half']).slice(0, 2), stall()])
    await send(environment, 'Hi')
    await pass(environment, 50)
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
    await pass(environment)
    expect(articles()[1]).toBe('AssistantHalfInterrupted')
    expect(screen.getByRole('button', { name: 'Send' })).toBeInTheDocument()
  })

  it('says what went wrong, keeps text and draft, and tries again', async () => {
    const broken = [...openaiChunks(['Half']).slice(0, 2), cut()]
    const { environment, fetch } = renderChat(broken, openaiChunks(['Whole']))
    await send(environment, 'Hi')
    await pass(environment, 100)
    const alert = screen.getByRole('alert')
    expect(alert).toHaveTextContent('The connection broke')
    expect(articles()[1]).toContain('Half')

    const user = userEvent.setup()
    await user.type(field(), 'a draft')
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await pass(environment, 100)
    expect(fetch.calls).toHaveLength(2)
    expect(screen.getByRole('alert')).toBeEmptyDOMElement()
    expect(articles()).toEqual(['YouHi', 'AssistantWhole'])
    expect(field()).toHaveValue('a draft')
  })

  it('can leave an error behind', async () => {
    const refusal = [respond({ status: 401 }), chunk('no')]
    const { environment } = renderChat(refusal, refusal)
    await send(environment, 'Hi')
    await pass(environment, 100)
    expect(screen.getByRole('alert')).toHaveTextContent('You are not signed in for this')
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    await pass(environment)
    expect(screen.getByRole('alert')).toBeEmptyDOMElement()
    expect(document.querySelector('[data-kind]')).toBe(null)
  })

  it('asks anew for the last answer, and shows the figures of it', async () => {
    const { environment, fetch } = renderChat(openaiChunks(['One']), openaiChunks(['Two']))
    await send(environment, 'Hi')
    await pass(environment, 100)
    expect(articles()[1]).toBe('AssistantOne')
    expect(within(screen.getByRole('log')).getByText('First token')).toBeInTheDocument()
    fireEvent.click(screen.getByRole('button', { name: 'Regenerate' }))
    await pass(environment, 100)
    expect(fetch.calls).toHaveLength(2)
    expect(articles()).toEqual(['YouHi', 'AssistantTwo2 of 2'])
  })

  it('goes back to the answer from before, and on from there', async () => {
    const user = userEvent.setup()
    const { environment, fetch } = renderChat(
      openaiChunks(['One']),
      openaiChunks(['Two']),
      openaiChunks(['Three']),
    )
    await send(environment, 'Hi')
    await pass(environment, 100)
    fireEvent.click(screen.getByRole('button', { name: 'Regenerate' }))
    await pass(environment, 100)
    await user.click(screen.getByRole('button', { name: 'Previous version' }))
    await pass(environment)
    expect(articles()).toEqual(['YouHi', 'AssistantOne1 of 2'])
    // The focus stays in the place, where another message is now.
    expect(document.activeElement).toBe(screen.getAllByRole('article')[1])
    await send(environment, 'And?')
    await pass(environment, 100)
    expect(articles()).toEqual(['YouHi', 'AssistantOne1 of 2', 'YouAnd?', 'AssistantThree'])
    const sent = JSON.parse(fetch.calls[2]!.body).messages as { content: string }[]
    expect(sent.map(({ content }) => content)).toEqual(['Hi', 'One', 'And?'])
    fireEvent.click(screen.getByRole('button', { name: 'Next version' }))
    await pass(environment)
    expect(articles()).toEqual(['YouHi', 'AssistantTwo2 of 2'])
    fireEvent.click(screen.getByRole('button', { name: 'Previous version' }))
    await pass(environment)
    expect(articles()).toEqual(['YouHi', 'AssistantOne1 of 2', 'YouAnd?', 'AssistantThree'])
  })

  it('edits a question, answers it anew, and keeps the old way', async () => {
    const user = userEvent.setup()
    const { environment, fetch } = renderChat(openaiChunks(['One']), openaiChunks(['Two']))
    await send(environment, 'Hi')
    await pass(environment, 100)
    await user.click(screen.getByRole('button', { name: 'Edit' }))
    await user.type(screen.getByRole('textbox', { name: 'Edit message' }), ' there{Enter}')
    await pass(environment, 100)
    expect(articles()).toEqual(['YouHi there2 of 2', 'AssistantTwo'])
    expect(JSON.parse(fetch.calls[1]!.body).messages).toEqual([{ role: 'user', content: 'Hi there' }])
    fireEvent.click(screen.getByRole('button', { name: 'Previous version' }))
    await pass(environment)
    expect(articles()).toEqual(['YouHi1 of 2', 'AssistantOne'])
  })

  it('ends a running answer to edit its question', async () => {
    const user = userEvent.setup()
    const { environment, fetch } = renderChat(
      [...openaiChunks(['Half']).slice(0, 2), stall()],
      openaiChunks(['Whole']),
    )
    await send(environment, 'Hi')
    await pass(environment, 50)
    await user.click(screen.getByRole('button', { name: 'Edit' }))
    await user.keyboard('!{Enter}')
    await pass(environment, 100)
    expect(fetch.calls).toHaveLength(2)
    expect(articles()).toEqual(['YouHi!2 of 2', 'AssistantWhole'])
  })

  it('asks what is suggested where nothing was asked yet', async () => {
    const environment = manualEnvironment()
    const fetch = scriptedFetch([openaiChunks(['Because.'])], { environment })
    render(<Chat fetch={fetch} environment={environment} smooth={false} suggestions={['Why?']} />)
    expect(screen.getByText('What would you like to know?')).toBeInTheDocument()
    const suggestion = screen.getByRole('button', { name: 'Why?' })
    suggestion.focus()
    fireEvent.click(suggestion)
    expect(document.activeElement).toBe(screen.getByRole('log'))
    await pass(environment, 100)
    expect(articles()).toEqual(['YouWhy?', 'AssistantBecause.'])
    expect(screen.queryByRole('button', { name: 'Why?' })).toBe(null)
  })

  it('sends files with the text, as parts of the message', async () => {
    const environment = manualEnvironment()
    const fetch = scriptedFetch([openaiChunks(['A dot.'])], { environment })
    render(<Chat fetch={fetch} environment={environment} smooth={false} accept="image/*" />)
    const dot = new File(['abc'], 'dot.png', { type: 'image/png' })
    fireEvent.change(document.querySelector('input[type=file]')!, { target: { files: [dot] } })
    await send(environment, 'What is this?')
    await waitFor(() => expect(fetch.calls).toHaveLength(1))
    await pass(environment, 100)
    expect(screen.getByRole('img', { name: 'dot.png' })).toHaveAttribute('src', 'data:image/png;base64,YWJj')
    expect(JSON.parse(fetch.calls[0]!.body).messages[0].content).toEqual([
      { type: 'image_url', image_url: { url: 'data:image/png;base64,YWJj' } },
      { type: 'text', text: 'What is this?' },
    ])
  })

  it('brings back what was asked by arrow-up', async () => {
    const { environment } = renderChat(openaiChunks(['One']))
    await send(environment, 'Hi')
    await pass(environment, 100)
    fireEvent.keyDown(field(), { key: 'ArrowUp' })
    expect(field()).toHaveValue('Hi')
  })

  it('lets a message wait for the running answer', async () => {
    const { environment, fetch } = renderChat(openaiChunks(['One'], { interval: 100 }), openaiChunks(['Two']))
    await send(environment, 'first')
    await send(environment, 'second')
    expect(screen.getByText('1 message waiting')).toBeInTheDocument()
    expect(fetch.calls).toHaveLength(1)
    await pass(environment, 1000)
    await pass(environment, 1000)
    expect(fetch.calls).toHaveLength(2)
    expect(articles()).toEqual(['Youfirst', 'AssistantOne', 'Yousecond', 'AssistantTwo'])
  })

  it('says everything once, in one place', async () => {
    const broken = [...openaiChunks(['Half']).slice(0, 2), cut()]
    const { environment } = renderChat(openaiChunks(['It **is** so.']), broken)
    await send(environment, 'Hi')
    await pass(environment, 100)
    expect(screen.getByRole('status')).toHaveTextContent(/^It is so\.$/)
    await send(environment, 'Ho')
    await pass(environment, 100)
    expect(screen.getByRole('status')).toHaveTextContent(/^Responding$/)
    expect(screen.getByRole('alert')).toHaveTextContent(/^The connection broke\. What arrived is kept\./)
  })

  it('leaves it to its consumer to tell screen readers', async () => {
    const environment = manualEnvironment()
    render(
      <Chat
        fetch={scriptedFetch([openaiChunks(['One'])], { environment })}
        environment={environment}
        announce="off"
      />,
    )
    await send(environment, 'Hi')
    await pass(environment, 100)
    expect(screen.getByRole('status')).toBeEmptyDOMElement()
  })

  it('puts options into the hook and attributes onto the root', () => {
    const { container } = render(<Chat api="/x" body={{ model: 'm' }} aria-label="Help" data-here="yes" />)
    const root = container.firstElementChild!
    expect(root).toHaveAttribute('aria-label', 'Help')
    expect(root).toHaveAttribute('data-here', 'yes')
    expect(root).not.toHaveAttribute('api')
    expect(root).not.toHaveAttribute('body')
  })
})
