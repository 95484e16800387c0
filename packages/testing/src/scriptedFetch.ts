import { pause, platformTimer, play, type Outlet, type SetTimer } from './play.ts'
import { describeRequest, scriptFor, type ScriptedRequest, type Scripts, type Steps } from './request.ts'
import type { RespondStep } from './script.ts'

/** What `scriptedFetch` takes beside its scripts. */
export interface ScriptedFetchOptions {
  /** Whose timers `wait()` uses, `manualEnvironment()` for one. Default: the platform's. */
  readonly environment?: { readonly setTimer: SetTimer }
}

/** A `fetch` that plays scripts. */
export type ScriptedFetch = typeof globalThis.fetch & {
  /** Every request so far. A call whose signal was aborted before is none. */
  readonly calls: readonly ScriptedRequest[]
}

type Call = { -readonly [Key in keyof ScriptedRequest]: ScriptedRequest[Key] }

/**
 * A `fetch` that sends nothing and plays scripts, in browsers and Node. The body is handed out chunk by chunk as
 * it is read. A broken connection rejects with a `TypeError`, an abort with the signal's reason, as `fetch` does.
 */
export function scriptedFetch(scripts: Scripts, { environment }: ScriptedFetchOptions = {}): ScriptedFetch {
  const setTimer: SetTimer = environment
    ? (callback, ms) => environment.setTimer(callback, ms)
    : platformTimer
  const calls: Call[] = []

  async function fetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const request = typeof input === 'object' && 'url' in input ? input : undefined
    const signal = init.signal ?? request?.signal ?? new AbortController().signal
    if (signal.aborted) throw signal.reason

    const headers = lowerCaseRecord(new Headers(init.headers ?? request?.headers))
    const described = describeRequest(init.method ?? request?.method ?? 'GET', urlOf(input), headers)
    const call: Call = { ...described, body: '', open: true }
    const n = calls.push(call) - 1
    call.body = await bodyText(init.body ?? request?.clone().body)
    return playResponse(await scriptFor(scripts, call, n), call, signal, setTimer)
  }
  return Object.assign(fetch, { calls })
}

function urlOf(input: RequestInfo | URL): string {
  if (typeof input === 'string') return input
  return 'url' in input ? input.url : input.href
}

/** Fetch sorts headers by "lowercased" name; happy-dom keeps their case. */
function lowerCaseRecord(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value]))
}

async function bodyText(body: BodyInit | null | undefined): Promise<string> {
  return typeof body === 'string' ? body : new Response(body).text()
}

function playResponse(steps: Steps, call: Call, signal: AbortSignal, setTimer: SetTimer): Promise<Response> {
  const stop = new AbortController()
  return new Promise((resolve, reject) => {
    const body = createBody(() => stop.abort())
    let hasHead = false
    const fail = (reason: unknown): void => (hasHead ? body.fail(reason) : reject(reason))
    const abort = (): void => {
      fail(signal.reason)
      stop.abort(signal.reason)
    }
    const outlet: Outlet = {
      respond(head) {
        hasHead = true
        resolve(createResponse(head, call.url, body.stream))
      },
      write: (bytes) => body.write(bytes, stop.signal),
      end: () => body.end(),
      cut: () => fail(new TypeError(hasHead ? 'network error' : 'Failed to fetch')),
    }
    const settle = (): void => {
      call.open = false
      signal.removeEventListener('abort', abort)
    }
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    play(steps, outlet, stop.signal, setTimer).catch(fail).finally(settle)
  })
}

function createResponse({ status, headers }: RespondStep, url: string, stream: ReadableStream): Response {
  // Fetch: "If body is non-null and the status is a null body status, then throw a TypeError".
  const isBodiless = [101, 204, 205, 304].includes(status)
  const response = new Response(isBodiless ? null : stream, { status, headers })
  return Object.defineProperty(response, 'url', { value: url })
}

interface Body {
  readonly stream: ReadableStream<Uint8Array>
  readonly write: (bytes: Uint8Array, signal: AbortSignal) => Promise<void>
  readonly end: () => void
  readonly fail: (reason: unknown) => void
}

/** A body that holds nothing: each chunk waits for a read to take it, so a break loses none. */
function createBody(onCancel: () => void): Body {
  let controller: ReadableStreamDefaultController<Uint8Array>
  let isAsked = false
  let resume = (): void => {}
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (given) => void (controller = given),
      pull() {
        isAsked = true
        resume()
      },
      cancel: onCancel,
    },
    { highWaterMark: 0 },
  )

  const nextRead = (signal: AbortSignal): Promise<void> =>
    pause(signal, (asked) => {
      resume = asked
      return () => {}
    })
  return {
    stream,
    async write(bytes, signal) {
      if (!isAsked) await nextRead(signal)
      isAsked = false
      controller.enqueue(bytes)
    },
    end: () => controller.close(),
    fail: (reason) => controller.error(reason),
  }
}
