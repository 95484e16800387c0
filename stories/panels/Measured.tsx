import { type Environment, StreamProvider, realEnvironment } from '@rivulet/react'
import { Profiler, type ReactNode, useEffect, useState } from 'react'
import { addons } from 'storybook/preview-api'
import { type CostMeter, type StreamCost, createCostMeter } from './createCostMeter.ts'
import { listenToRegions } from './listenToRegions.ts'
import { type CostReport, type SpokenReport, costEvent, spokenEvent } from './panelEvents.ts'

/** Milliseconds between two reports: the panels must not cost what they measure. */
const reportEvery = 250

/** Tells the panels what the streams below cost, and what a screen reader hears of them. */
export function Measured({ children }: { children: ReactNode }): ReactNode {
  const [meter] = useState(() => createCostMeter({ now: () => performance.now(), onChange: reportCost() }))
  const [environment] = useState(() => watched(meter))
  useEffect(() => watchTasks(meter), [meter])
  return (
    <div ref={listen} style={{ display: 'contents' }}>
      <StreamProvider environment={environment}>
        <Profiler id="story" onRender={(_id, _phase, duration) => meter.rendered(duration)}>
          {children}
        </Profiler>
      </StreamProvider>
    </div>
  )
}

/** Set as a ref, so that it listens before the first effect of a component speaks. */
function listen(root: HTMLDivElement | null): (() => void) | undefined {
  if (root === null) return undefined
  return listenToRegions(root, (utterance) => {
    addons.getChannel().emit(spokenEvent, utterance satisfies SpokenReport)
  })
}

/** The real world. A store asks it for a frame each time that it publishes, which is how the meter knows of it. */
function watched(meter: CostMeter): Environment {
  return {
    ...realEnvironment,
    requestFrame(callback) {
      meter.published()
      return realEnvironment.requestFrame(callback)
    },
  }
}

function watchTasks(meter: CostMeter): (() => void) | undefined {
  if (!PerformanceObserver.supportedEntryTypes.includes('longtask')) return undefined
  const observer = new PerformanceObserver((list) => {
    for (const { duration, startTime } of list.getEntries()) meter.task(duration, startTime)
  })
  observer.observe({ type: 'longtask' })
  return () => observer.disconnect()
}

/** Reports the newest figures, now and then. */
function reportCost(): (cost: StreamCost) => void {
  let newest: StreamCost | undefined
  return (cost) => {
    if (newest === undefined) setTimeout(send, reportEvery)
    newest = cost
  }
  function send(): void {
    const report = { ...newest!, development: import.meta.env.DEV } satisfies CostReport
    newest = undefined
    addons.getChannel().emit(costEvent, report)
  }
}
