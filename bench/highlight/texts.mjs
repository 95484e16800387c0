// What is coloured: what models write, with all that spans lines (comments, templates, docstrings), 500 lines each.

const typescript = `/**
 * Reads the events of a stream.
 *
 * @param url where they come from
 */
export async function* readEvents<Data>(url: string, init: RequestInit = {}): AsyncGenerator<StreamEvent<Data>> {
  const response = await fetch(url, { ...init, headers: { accept: 'text/event-stream' } })
  if (!response.ok || response.body === null) {
    throw new ResponseError(\`The server said \${response.status}: \${await response.text()}\`)
  }
  const decoder = new TextDecoder('utf-8', { fatal: false })
  let rest = ''
  for await (const chunk of response.body) {
    // A chunk may end in the middle of a character.
    rest += decoder.decode(chunk, { stream: true })
    const blocks = rest.split(/\\r?\\n\\r?\\n/g)
    rest = blocks.pop() ?? ''
    for (const block of blocks) yield parse<Data>(block)
  }
}

interface StreamEvent<Data> {
  readonly id?: string
  type: 'message' | 'error' | 'done'
  data: Data
  retry?: number
}

export class Store<State extends object> implements Disposable {
  #listeners = new Set<(state: State) => void>()
  static readonly LIMIT = 0x1f4

  constructor(private state: State) {}

  get snapshot(): Readonly<State> {
    return this.state
  }

  update(change: Partial<State> | ((before: State) => Partial<State>)): void {
    const next = typeof change === 'function' ? change(this.state) : change
    this.state = { ...this.state, ...next }
    for (const listener of this.#listeners) listener(this.state)
  }

  [Symbol.dispose](): void {
    this.#listeners.clear()
  }
}

const query = \`
  select id, name, count(*) as total
  from events where created_at > \${new Date(Date.now() - 86_400_000).toISOString()}
  group by id, name
\`
export type Reply = Awaited<ReturnType<typeof readEvents>> extends infer Inner ? Inner : never
export const isReady = (value: unknown): value is Store<{ ready: true }> => value instanceof Store && !!value
`

const python = `"""Reads the events of a stream.

They come as lines, and a blank line ends each of them.
"""
from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

LIMIT = 0x1F4
HEADERS = {"accept": "text/event-stream", 'cache-control': 'no-cache'}


@dataclass(frozen=True, slots=True)
class Event:
    """One event."""

    type: str = "message"
    data: str | None = None
    retry: float = 1.5e3
    seen: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.type:
            raise ValueError(f"An event has no type: {self.data!r:>20}")


async def read_events(url: str, *, timeout: float = 30.0, **options: object) -> AsyncIterator[Event]:
    # A chunk may end in the middle of a character.
    async with client.stream("GET", url, headers=HEADERS, timeout=timeout) as response:
        lines: list[str] = []
        async for line in response.aiter_lines():
            if line == "" and lines:
                yield parse(lines)
                lines.clear()
            elif not line.startswith(":"):
                lines.append(line.rstrip("\\n"))
        else:
            print('the end', sep="")


def parse(lines: list[str], decode: Callable[[str], dict] = json.loads) -> Event:
    fields = {name: value for name, _, value in (line.partition(": ") for line in lines)}
    query = '''
        select id, name from events
        where total > 3
    '''
    try:
        return Event(type=fields.get("event", "message"), data=fields["data"], retry=float(LIMIT))
    except (KeyError, ValueError) as error:
        return Event("error", data=str(error)) if lines is not None else lambda: (yield)


if __name__ == "__main__":
    asyncio.run(read_events("https://example.com/events"))
`

/** The same code with other names, over and over. @param {string} code @param {number} count */
function lines(code, count) {
  const part = code.split('\n')
  return Array.from({ length: count }, (_, index) => {
    const line = part[index % part.length] ?? ''
    return line.replaceAll('events', `events${Math.floor(index / part.length)}`)
  })
}

/** @type {Record<'typescript' | 'python', string[]>} */
export const texts = { typescript: lines(typescript, 500), python: lines(python, 500) }
