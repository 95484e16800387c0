import type { RemoteServer, Script, ScriptedRequest } from '@rivulet/testing'
import { sse } from '../../decode/sse.ts'
import { isStreamError } from '../../errors.ts'
import type { CreateDecoder, Frame } from '../../frame.ts'
import type { Transport, TransportRequest, TransportResponse } from '../transport.ts'

/** What a transport is watched with. */
export interface Lab {
  readonly transport: Transport
  readonly server: RemoteServer
}

/** An address of one observation alone. */
export interface Served {
  readonly url: string
  /** The requests that have arrived there. */
  arrived(): Promise<readonly ScriptedRequest[]>
  /** Resolves when the server has seen each of their connections close. */
  closed(): Promise<void>
}

/** What became of one request. */
export interface Outcome {
  response: TransportResponse | undefined
  frames: Frame[]
  /** `clean`, or the error in the words of the table, before the response or in the body. */
  end: string
}

let addresses = 0

/** Scripts an address. */
export async function serve({ server, transport }: Lab, ...scripts: Script[]): Promise<Served> {
  const path = `/contract/${transport.name}/${addresses++}/${Math.random()}`
  const arrived = (): Promise<readonly ScriptedRequest[]> => server.requests(path)
  return {
    url: await server.route(path, scripts),
    arrived,
    closed: () => until(async () => (await arrived()).every(({ open }) => !open)),
  }
}

/** Asks until it is so; the limit of the test ends what never comes true. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()));
}

/** A GET of `url`, or what is said instead. */
export function connect(
  { transport }: Lab,
  url: string,
  request: Partial<TransportRequest> = {},
): Promise<TransportResponse> {
  const { signal } = new AbortController()
  return transport.connect({
    method: 'GET',
    url,
    headers: new Headers(),
    lastEventId: '',
    signal,
    ...request,
  })
}

/** Connects and reads to the end; `onFrames` sees every piece of the body, and leaves it by returning `false`. */
export async function follow(
  lab: Lab,
  url: string,
  request: Partial<TransportRequest> = {},
  onFrames: (frames: readonly Frame[]) => boolean | void = () => {},
  decoder: CreateDecoder = sse(),
): Promise<Outcome> {
  const outcome: Outcome = { response: undefined, frames: [], end: 'clean' }
  try {
    outcome.response = await connect(lab, url, request)
    for await (const frames of batches(outcome.response, decoder)) {
      outcome.frames.push(...frames)
      if (onFrames(frames) === false) break
    }
  } catch (error) {
    outcome.end = inWords(error)
  }
  return outcome
}

function inWords(error: unknown): string {
  if (!isStreamError(error)) throw error
  return error.kind === 'http' && error.status === undefined ? '`http`, no status' : `\`${error.kind}\``
}

async function* batches(
  { body }: TransportResponse,
  createDecoder: CreateDecoder,
): AsyncGenerator<readonly Frame[]> {
  if (body.kind === 'frames') return yield* body.batches
  let frames: Frame[] = []
  const decoder = createDecoder((frame) => frames.push(frame))
  for await (const bytes of body.chunks) {
    decoder.decode(bytes)
    yield frames
    frames = []
  }
  decoder.end()
  yield frames
}

/** The whole body; `undefined` where the transport delivers frames. */
export async function bodyText({ body }: TransportResponse): Promise<string | undefined> {
  if (body.kind !== 'bytes') return undefined
  const utf8 = new TextDecoder()
  let text = ''
  for await (const bytes of body.chunks) text += utf8.decode(bytes, { stream: true })
  return text
}

/** The events in short: `name:data#id`, one after the other. */
export function eventsOf(frames: readonly Frame[]): string {
  return frames
    .filter((frame) => frame.kind === 'event')
    .map(({ name, data, id }) => `${name}:${data}${id === undefined ? '' : `#${id}`}`)
    .join(' ')
}

/** The kinds of the frames, one after the other. */
export function kindsOf(frames: readonly Frame[]): string {
  return frames.map(({ kind }) => kind).join(' ')
}
