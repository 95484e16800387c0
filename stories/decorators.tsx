import type { Decorator } from '@storybook/react-vite'

/** Each story stands on a ground of its own, so that light and dark ones share a docs page. */
export const withSurroundings: Decorator = (Story, { globals }) => (
  <div
    dir={globals.direction as string}
    style={{
      colorScheme: globals.theme as string,
      background: 'Canvas',
      color: 'CanvasText',
      padding: '1rem',
    }}
  >
    <Story />
  </div>
)
