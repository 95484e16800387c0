import type { Decorator } from '@storybook/react-vite'

/** A page zoomed to 200 %: everything is twice as large, and half as much of it fits. */
export const zoomed: Decorator = (Story) => (
  <div style={{ zoom: 2, inlineSize: '20rem', maxInlineSize: '100%' }}>
    <Story />
  </div>
)

/**
 * Colours as a reader with a system theme of high contrast has them. A page cannot force colours itself: this gives the
 * variables the system's colours, so that what depends on a ground or a shadow alone shows that it does.
 */
export const systemColours: Decorator = (Story) => (
  <div className="system-colours">
    <style>{`.system-colours {
      --rivulet-background: Canvas; --rivulet-surface: Canvas; --rivulet-line: CanvasText;
      --rivulet-line-strong: CanvasText; --rivulet-text: CanvasText; --rivulet-text-muted: CanvasText;
      --rivulet-accent: LinkText; --rivulet-on-accent: Canvas; --rivulet-good: CanvasText;
      --rivulet-warning: CanvasText; --rivulet-bad: CanvasText; --rivulet-shadow: none;
    }`}</style>
    <Story />
  </div>
)
