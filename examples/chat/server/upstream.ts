import type { ServerResponse } from 'node:http'
import type { Faults } from './faults.ts'
import { HttpError } from './http.ts'
import type { ChatRequest } from './openai.ts'

/** A server that speaks OpenAI's format: Ollama, llama.cpp, vLLM, OpenAI … */
export interface Upstream {
  /** Up to and with the version: `http://localhost:11434/v1`. */
  baseUrl: string
  apiKey?: string | undefined
  /** Takes the place of the model that the request names. */
  model?: string | undefined
}

/** From `OPENAI_BASE_URL`, `OPENAI_API_KEY` and `MODEL`; undefined where the first is not set. */
export function upstreamFromEnvironment(env: NodeJS.ProcessEnv): Upstream | undefined {
  const { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey, MODEL: model } = env
  return baseUrl ? { baseUrl: baseUrl.replace(/\/+$/, ''), apiKey, model } : undefined
}

const PASSED_ON = ['content-type', 'retry-after', 'x-request-id']

/** Sends a completion on, and its answer back as it arrives. The upstream is let go when the client leaves. */
export async function proxy(
  request: ChatRequest,
  response: ServerResponse,
  upstream: Upstream,
  faults: Faults,
): Promise<void> {
  const left = new AbortController()
  response.once('close', () => left.abort())
  const answer = await ask(request, upstream, left.signal)
  if (left.signal.aborted) return
  response.writeHead(answer.status, {
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    ...passedOn(answer.headers),
  })
  response.flushHeaders()
  const channel = faults.channel('completion', response)
  try {
    for await (const chunk of answer.body ?? []) await channel.send(chunk)
    channel.end()
  } catch {
    // Broken on either side: the client must not take it for an end.
    channel.cut()
  }
}

async function ask({ body }: ChatRequest, upstream: Upstream, signal: AbortSignal): Promise<Response> {
  const { baseUrl, apiKey, model } = upstream
  try {
    return await fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        // A compressed stream is held back by many a server until its block is full.
        'accept-encoding': 'identity',
        ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
      },
      body: JSON.stringify(model ? { ...body, model } : body),
      signal,
    })
  } catch (cause) {
    if (signal.aborted) return new Response()
    const code = (cause as { cause?: { code?: string } }).cause?.code ?? 'no reason given'
    throw new HttpError(502, `The server at ${hostOf(baseUrl)} does not answer (${code}): is it running?`, {
      type: 'upstream_error',
      code: 'upstream_unreachable',
    })
  }
}

/** The host alone: an address may hold a password. */
export function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : 'OPENAI_BASE_URL'
}

function passedOn(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => PASSED_ON.includes(name)))
}
