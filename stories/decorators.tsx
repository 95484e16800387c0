import type { Scripts } from '@rivulet/testing'
import type { Decorator } from '@storybook/react-vite'
import { Measured } from './panels/Measured.tsx'
import { Server, type Wire, WireContext } from './surroundings/Server.tsx'
import { atSpeed } from './surroundings/network.ts'
import './surroundings/ground.css'

/** Each story stands on a ground of its own, so that light and dark ones share a docs page. */
export const withSurroundings: Decorator = (Story, { globals }) => (
  <div
    className="ground"
    dir={globals.direction as string}
    data-theme={globals.theme as string}
    data-motion={globals.motion as string}
  >
    <Story />
  </div>
)

/** The wire as the toolbar has it. With another one the story begins anew, as a page would that is loaded again. */
export const withWire: Decorator = (Story, { globals, args }) => {
  const { speed, transport } = globals as unknown as Wire
  const slower = isFetch(args.fetch) ? { fetch: atSpeed(args.fetch, speed) } : {}
  return (
    <WireContext.Provider key={`${speed} ${transport}`} value={{ speed, transport }}>
      <Measured>
        <Story args={{ ...args, ...slower }} />
      </Measured>
    </WireContext.Provider>
  )
}

function isFetch(value: unknown): value is typeof fetch {
  return typeof value === 'function'
}

/** The story runs against a server that plays these scripts. */
export const withServer =
  (scripts: Scripts): Decorator =>
  (Story) => (
    <Server scripts={scripts}>
      <Story />
    </Server>
  )
