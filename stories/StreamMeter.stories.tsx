import { StreamMeter } from '@rivulet/components'
import preview from '../.storybook/preview.ts'
import { arabic as inArabic } from './labels/ar.ts'

const meta = preview.meta({
  title: 'Components/StreamMeter',
  component: StreamMeter,
  args: {
    metrics: {
      sentAt: 0,
      firstByte: 380,
      firstToken: 412,
      finished: 8760,
      characters: 2048,
      tokens: 512,
      rate: 61.4,
      reconnects: 0,
    },
    usage: { input: 120, output: 512, total: 632, raw: {} },
  },
})

export const Default = meta.story()

/** A server that counts no tokens: characters a second. */
export const Characters = meta.story({
  args: {
    metrics: { sentAt: 0, firstToken: 3412, characters: 900, rate: 240, reconnects: 0 },
    usage: undefined,
  },
})

export const Reconnected = meta.story({
  args: { metrics: { sentAt: 0, firstToken: 412, characters: 900, rate: 240, reconnects: 2 } },
})

/** Nothing is known, so nothing is shown. */
export const Empty = meta.story({ args: { metrics: { characters: 0, reconnects: 0 }, usage: undefined } })
export const RightToLeft = meta.story({ args: { labels: inArabic }, globals: { direction: 'rtl' } })
export const Dark = meta.story({ globals: { theme: 'dark' } })
