import type { Decorator } from '@storybook/react-vite'
import type { CSSProperties } from 'react'

/** What `prefers-reduced-motion` does, for the toolbar. */
const still = { '--rivulet-duration': '0s', '--rivulet-motion': 'paused' } as CSSProperties

/** Each story stands on a ground of its own, so that light and dark ones share a docs page. */
export const withSurroundings: Decorator = (Story, { globals }) => (
  <div
    dir={globals.direction as string}
    style={{
      colorScheme: globals.theme as string,
      background: 'var(--rivulet-background)',
      color: 'var(--rivulet-text)',
      padding: '1rem',
      ...(globals.motion === 'reduced' ? still : {}),
    }}
  >
    <Story />
  </div>
)
