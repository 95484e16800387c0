import { expect, userEvent, waitFor, within } from 'storybook/test'
import preview from '../.storybook/preview.ts'
import { WireView } from './WireView.tsx'
import { aiSdkUi, agUiRun, langGraphEvents, langGraphModes } from './fixtures/wires/frameworks.ts'
import { chatCompletions, chatToolCall, completions, mistral, responses } from './fixtures/wires/openai.ts'
import { bareText, textEvents } from './fixtures/wires/plain.ts'
import {
  anthropicMessages,
  cohereChat,
  geminiContent,
  ollamaChat,
  tgiStream,
} from './fixtures/wires/providers.ts'

/** One answer in every format: what the server sends, what each frame means, and the message that it becomes. */
const meta = preview.meta({
  title: 'Protocols',
  component: WireView,
  args: { wire: chatCompletions },
  play: async ({ canvas, args: { wire } }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Send' }))
    await waitFor(() => expect(canvas.getByText('ready')).toBeVisible(), { timeout: 10_000 })
    const frames = within(canvas.getByRole('log')).getAllByRole('listitem')
    await expect(frames.map((frame) => frame.querySelector('pre')?.textContent)).toEqual(
      wire.frames.map((frame) => frame.trimEnd()),
    )
    const message = canvas.getByRole('article')
    for (const summary of message.querySelectorAll('summary')) await userEvent.click(summary)
    for (const shown of wire.shows) await waitFor(() => expect(message).toHaveTextContent(shown))
  },
})

export const ChatCompletions = meta.story()

/** The arguments of a call come in pieces that are no JSON by themselves. */
export const ChatToolCall = meta.story({ args: { wire: chatToolCall } })

/** Legacy completions: their answers are read, what is sent is a chat. */
export const Completions = meta.story({ args: { wire: completions } })
export const Mistral = meta.story({ args: { wire: mistral } })
export const Responses = meta.story({ args: { wire: responses } })
export const Anthropic = meta.story({ args: { wire: anthropicMessages } })
export const Gemini = meta.story({ args: { wire: geminiContent } })
export const Ollama = meta.story({ args: { wire: ollamaChat } })
export const Cohere = meta.story({ args: { wire: cohereChat } })
export const HuggingFace = meta.story({ args: { wire: tgiStream } })
export const AiSdk = meta.story({ args: { wire: aiSdkUi } })
export const AgUi = meta.story({ args: { wire: agUiRun } })
export const LangGraph = meta.story({ args: { wire: langGraphModes } })
export const LangGraphEvents = meta.story({ args: { wire: langGraphEvents } })
export const TextEvents = meta.story({ args: { wire: textEvents } })
export const BareText = meta.story({ args: { wire: bareText } })

/** No protocol is named: the answer tells its format by its first frames. */
export const Recognised = meta.story({ args: { wire: anthropicMessages, detect: true } })

/** A frame every 300 ms. */
export const Slow = meta.story({
  args: { wire: aiSdkUi, interval: 300 },
  play: ({ canvas }) => userEvent.click(canvas.getByRole('button', { name: 'Send' })),
})

export const Dark = meta.story({ args: { wire: responses }, globals: { theme: 'dark' } })
