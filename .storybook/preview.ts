import addonA11y from '@storybook/addon-a11y'
import addonDocs from '@storybook/addon-docs'
import { definePreview } from '@storybook/react-vite'
import type { GlobalTypes } from 'storybook/internal/types'
import '@rivulet/components/styles.css'
import { withSurroundings, withWire } from '../stories/decorators.tsx'

export default definePreview({
  addons: [addonDocs(), addonA11y()],
  tags: ['autodocs'],
  parameters: {
    a11y: { test: 'error' },
    layout: 'fullscreen',
    options: {
      storySort: {
        order: [
          'Welcome',
          'Protocols',
          'Recipes',
          [
            'Support chat',
            'Live dashboard',
            'Log tail',
            'Agent run with tools',
            'Two models side by side',
            'Progress of a long job',
            'Formulas and diagrams',
          ],
          'Components',
          'Hooks',
          'Performance',
        ],
      },
    },
  },
  decorators: [withWire, withSurroundings],
  initialGlobals: {
    theme: 'light',
    direction: 'ltr',
    motion: 'full',
    speed: 'scripted',
    transport: 'fetch',
  },
  globalTypes: {
    theme: toolbar('Theme', 'Light or dark', 'contrast', [
      { value: 'light', title: 'Light', icon: 'sun' },
      { value: 'dark', title: 'Dark', icon: 'moon' },
    ]),
    direction: toolbar('Direction', 'The direction of the script', 'transfer', [
      { value: 'ltr', title: 'Left to right' },
      { value: 'rtl', title: 'Right to left' },
    ]),
    motion: toolbar('Motion', 'How much may move', 'lightning', [
      { value: 'full', title: 'All motion' },
      { value: 'reduced', title: 'Reduced motion' },
    ]),
    speed: toolbar('Network speed', 'The speed of the network that scripted servers are behind', 'timer', [
      { value: 'scripted', title: 'As scripted' },
      { value: 'mobile', title: 'Mobile network' },
      { value: 'slow', title: 'Slow network' },
    ]),
    transport: toolbar(
      'Transport',
      'What makes the request, where a story has a server of its own',
      'share',
      [
        { value: 'fetch', title: 'fetch' },
        { value: 'native', title: 'EventSource' },
        { value: 'fetch-event-source', title: 'fetch-event-source' },
      ],
    ),
  },
})

type Toolbar = Extract<NonNullable<GlobalTypes[string]['toolbar']>, object>

/** A menu of the toolbar, which shows what is chosen. */
function toolbar(
  title: string,
  description: string,
  icon: Toolbar['icon'],
  items: Toolbar['items'],
): GlobalTypes[string] {
  return { description, toolbar: { title, icon, dynamicTitle: true, items } }
}
