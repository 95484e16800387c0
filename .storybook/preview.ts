import addonA11y from '@storybook/addon-a11y'
import addonDocs from '@storybook/addon-docs'
import { definePreview } from '@storybook/react-vite'
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
    theme: {
      description: 'Light or dark',
      toolbar: {
        title: 'Theme',
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light', icon: 'sun' },
          { value: 'dark', title: 'Dark', icon: 'moon' },
        ],
      },
    },
    direction: {
      description: 'The direction of the script',
      toolbar: {
        title: 'Direction',
        icon: 'transfer',
        dynamicTitle: true,
        items: [
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
      },
    },
    motion: {
      description: 'How much may move',
      toolbar: {
        title: 'Motion',
        icon: 'lightning',
        dynamicTitle: true,
        items: [
          { value: 'full', title: 'All motion' },
          { value: 'reduced', title: 'Reduced motion' },
        ],
      },
    },
    speed: {
      description: 'The speed of the network that scripted servers are behind',
      toolbar: {
        title: 'Network speed',
        icon: 'timer',
        dynamicTitle: true,
        items: [
          { value: 'scripted', title: 'As scripted' },
          { value: 'mobile', title: 'Mobile network' },
          { value: 'slow', title: 'Slow network' },
        ],
      },
    },
    transport: {
      description: 'What makes the request, where a story has a server of its own',
      toolbar: {
        title: 'Transport',
        icon: 'share',
        dynamicTitle: true,
        items: [
          { value: 'fetch', title: 'fetch' },
          { value: 'native', title: 'EventSource' },
          { value: 'fetch-event-source', title: 'fetch-event-source' },
        ],
      },
    },
  },
})
