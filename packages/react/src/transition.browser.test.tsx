import { StreamProvider, useEventSource, useStreamStore } from '@rivulet/react'
import { chunk, scriptedFetch, sse, stall, wait, type Step } from '@rivulet/testing'
import {
  type ReactNode,
  StrictMode,
  memo,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useState,
  useTransition,
} from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, describe, expect, it } from 'vitest'

const total = 500

/** Several events a frame, for 2 s and more. */
function* ticks(): Generator<Step> {
  for (let n = 1; n <= total; n += 1) {
    yield chunk(sse({ data: n }))
    yield wait(4)
  }
  yield stall()
}

/** Keeps the thread busy. */
function work(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

/** How often each row was rendered; a transition that begins anew renders them again. */
const renders = new Map<string, number>()

const Row = memo(function Row({ page, n }: { page: string; n: number }): ReactNode {
  work(2)
  renders.set(page, (renders.get(page) ?? 0) + 1)
  return <li>{`${page} ${n}`}</li>
})

const rows = 60

/** 120 ms of rendering, many frames of the stream. */
const List = memo(function List({ page }: { page: string }): ReactNode {
  return (
    <ul>
      {Array.from({ length: rows }, (_, n) => (
        <Row key={n} page={page} n={n} />
      ))}
    </ul>
  )
})

/** What two components showed of one store at each commit. */
const commits: [hook: number, selected: number][] = []

let root: Root | undefined
let container: HTMLElement

/** As an application does: without act(), which would make everything synchronous. */
function show(page: ReactNode): void {
  container = document.createElement('div')
  document.body.append(container)
  root = createRoot(container)
  root.render(
    <StrictMode>
      <StreamProvider fetch={scriptedFetch(() => ticks())}>{page}</StreamProvider>
    </StrictMode>,
  )
}

/** However busy the machine is. */
const patience = { timeout: 12_000, interval: 5 }

afterEach(() => {
  root?.unmount()
  container.remove()
  renders.clear()
  commits.length = 0
})

const textOf = (selector: string): string => container.querySelector(selector)?.textContent ?? ''
const count = (): number => Number(textOf('output'))

function useCount() {
  return useEventSource<string, number>('https://feed.test/', {
    // The connection of the test before lives on for half a second.
    share: false,
    initialData: 0,
    reduce: (sum) => sum + 1,
  })
}

function Selected({ store, hook }: { store: ReturnType<typeof useCount>['store']; hook: number }): ReactNode {
  const data = useStreamStore(store, (state) => state.data)
  useLayoutEffect(() => void commits.push([hook, data]))
  return <i>{data}</i>
}

function Feed(): ReactNode {
  const { data, store } = useCount()
  return (
    <>
      <output>{data}</output>
      <Selected store={store} hook={data} />
    </>
  )
}

function Pages(): ReactNode {
  const [page, setPage] = useState('first')
  const [isPending, startTransition] = useTransition()
  return (
    <>
      <button type="button" onClick={() => startTransition(() => setPage('second'))}>
        {isPending ? 'pending' : 'idle'}
      </button>
      <List page={page} />
    </>
  )
}

describe('A transition beside a running stream', () => {
  it('is not thrown away by each event, to finish when React loses patience after 5 s', async () => {
    show(
      <>
        <Feed />
        <Pages />
      </>,
    )
    await expect.poll(count, patience).toBeGreaterThan(20)
    container.querySelector('button')?.click()
    await expect.poll(() => textOf('li'), patience).toBe('second 0')
    // It was no end of the stream that let it finish.
    expect(count()).toBeLessThan(total)
    // StrictMode renders twice; a few begin anew, since the click came into a running render.
    expect(renders.get('second')).toBeLessThan(rows * 2 * 3)
  })

  it('loses no event, and shows the same in all components at each commit', async () => {
    show(
      <>
        <Feed />
        <Pages />
      </>,
    )
    await expect.poll(count, patience).toBeGreaterThan(20)
    container.querySelector('button')?.click()
    await expect.poll(count, patience).toBe(total)
    expect(textOf('li')).toBe('second 0')
    expect(commits.length).toBeGreaterThan(10)
    expect(commits.filter(([hook, selected]) => hook !== selected)).toEqual([])
  })

  it('leaves room for what is deferred, though that is slow to render', async () => {
    const Deferred = (): ReactNode => {
      const { data } = useCount()
      const deferred = useDeferredValue(data)
      return (
        <>
          <output>{data}</output>
          <List page={String(deferred)} />
        </>
      )
    }
    show(<Deferred />)
    await expect.poll(count, patience).toBeGreaterThan(20)
    const before = textOf('li')
    await expect.poll(() => textOf('li'), patience).not.toBe(before)
    expect(count()).toBeLessThan(total)
    expect(renders.get(textOf('li').split(' ')[0] ?? '')).toBeLessThan(rows * 2 * 3)
  })
})

describe('What a stream brings', () => {
  it('is on the screen before anything else runs, so that the next paint has it, but for every eighth', async () => {
    const isShown: boolean[] = []
    const Watched = (): ReactNode => {
      const { data, store } = useCount()
      useEffect(
        // React has asked for its microtask before: its own listener was told before.
        () => store.subscribe((state) => queueMicrotask(() => isShown.push(state.data === count()))),
        [store],
      )
      return <output>{data}</output>
    }
    show(<Watched />)
    await expect.poll(() => isShown.length, patience).toBeGreaterThanOrEqual(64)
    const late = isShown.slice(0, 64).filter((is) => !is).length
    expect(late).toBeGreaterThanOrEqual(64 / 8)
    // On a busy machine the next frame may come before React's turn.
    expect(late).toBeLessThan(64 / 2)
  })
})
