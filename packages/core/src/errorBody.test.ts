import { describe, expect, it } from 'vitest'
import { readErrorBody, readErrorObject, retryAfter } from './errorBody.ts'

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0)

describe('readErrorBody', () => {
  it.each<[provider: string, body: unknown, message: string, type: string | undefined, code: unknown]>([
    [
      'OpenAI',
      {
        error: {
          message: 'No such model',
          type: 'invalid_request_error',
          param: null,
          code: 'model_not_found',
        },
      },
      'No such model',
      'invalid_request_error',
      'model_not_found',
    ],
    [
      'llama.cpp',
      { error: { code: 400, message: 'Too long', type: 'exceed', n_ctx: 9 } },
      'Too long',
      'exceed',
      400,
    ],
    [
      'Anthropic',
      { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
      'Overloaded',
      'overloaded_error',
      undefined,
    ],
    [
      'Gemini',
      { error: { code: 429, message: 'Quota', status: 'RESOURCE_EXHAUSTED' } },
      'Quota',
      'RESOURCE_EXHAUSTED',
      429,
    ],
    [
      'Gemini without alt=sse',
      [{ error: { code: 404, message: 'None', status: 'NOT_FOUND' } }],
      'None',
      'NOT_FOUND',
      404,
    ],
    [
      'OpenRouter',
      { error: { message: 'No credits', code: 402 }, user_id: 'u' },
      'No credits',
      undefined,
      402,
    ],
    ['Cohere', { id: '1', message: 'invalid token' }, 'invalid token', undefined, undefined],
    ['Mistral, 401', { detail: 'Unauthorized' }, 'Unauthorized', undefined, undefined],
    ['Mistral, 400', { object: 'error', message: 'Bad', type: 'bad', code: 1100 }, 'Bad', 'bad', 1100],
    [
      'Mistral, 422',
      { detail: [{ loc: ['body'], msg: 'field required', type: 'x' }] },
      'field required',
      undefined,
      undefined,
    ],
    ['xAI', { code: 'invalid-argument', error: 'Wrong key' }, 'Wrong key', undefined, 'invalid-argument'],
    ['Ollama', { error: 'model not found' }, 'model not found', undefined, undefined],
    [
      'TGI',
      { error: 'Model is overloaded', error_type: 'overloaded' },
      'Model is overloaded',
      'overloaded',
      undefined,
    ],
  ])('reads the shape of %s', (_, body, message, type, code) => {
    const report = read(400, JSON.stringify(body, null, 2))
    expect(report.message).toBe(message)
    expect(report.details).toMatchObject({ status: 400, body })
    expect(report.details.type).toBe(type)
    expect(report.details.code).toBe(code)
  })

  it('takes a plain text as the message, cut to 500 characters', () => {
    expect(read(500, '  upstream is gone\n').message).toBe('upstream is gone')
    expect(read(500, 'x'.repeat(2000)).message).toBe(`${'x'.repeat(500)}…`)
    expect(read(500, '"a JSON string"').message).toBe('a JSON string')
  })

  it('never shows markup: of a page its title, else the status', () => {
    const page =
      '<!doctype html><html><head><title>502 Bad\n Gateway</title></head><body>secret</body></html>'
    expect(read(502, page).message).toBe('502 Bad Gateway')
    expect(read(502, '<p>oops</p>').message).toBe('The server answered with status 502')
  })

  it('says the status where there is no body', () => {
    expect(read(503, '')).toEqual({
      message: 'The server answered with status 503',
      details: { status: 503, headers: {}, body: '', retryable: true },
    })
  })

  it.each([
    [400, false],
    [401, false],
    [408, true],
    [425, true],
    [429, true],
    [500, true],
    [529, true],
  ])('knows whether status %i may pass', (status, retryable) => {
    expect(read(status, '').details.retryable).toBe(retryable)
  })

  it.each(['x-request-id', 'request-id', 'x-generation-id'])(
    'keeps the id of the request from %s',
    (name) => {
      expect(read(400, '{}', { [name]: 'req_1' }).details.requestId).toBe('req_1')
    },
  )

  it('keeps the id of the request from the body', () => {
    expect(read(400, '{"type":"error","error":{"message":"m"},"request_id":"req_2"}').details.requestId).toBe(
      'req_2',
    )
  })

  it('reads how long to wait from the header, and from Google’s details', () => {
    const body = JSON.stringify({
      error: { message: 'm', details: [{ '@type': 'RetryInfo', retryDelay: '32.5s' }] },
    })
    expect(read(429, body).details.retryAfter).toBe(32_500)
    expect(read(429, body, { 'retry-after': '2' }).details.retryAfter).toBe(2000)
  })
})

describe('retryAfter', () => {
  it.each<[value: string | undefined, ms: number | undefined]>([
    ['5', 5000],
    ['0', 0],
    ['1.5', 1500],
    ['Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
    ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
    ['99999999999', 86_400_000],
    ['soon', undefined],
    ['-5', undefined],
    [undefined, undefined],
  ])('reads %s as %s ms', (value, ms) => {
    expect(retryAfter(new Headers(value === undefined ? {} : { 'retry-after': value }), NOW)).toBe(ms)
  })

  it('prefers the finer retry-after-ms', () => {
    expect(retryAfter(new Headers({ 'retry-after': '1', 'retry-after-ms': '250' }), NOW)).toBe(250)
  })
})

describe('readErrorObject', () => {
  it.each([undefined, null, 1, 'text', [], {}, { error: null }, { error: {} }, { choices: [] }])(
    'finds no error in %j',
    (value) => {
      expect(readErrorObject(value)).toBeUndefined()
    },
  )

  it('tells what may pass by the type or the status', () => {
    expect(readErrorObject({ error: { message: 'm', type: 'overloaded_error' } })?.retryable).toBe(true)
    expect(readErrorObject({ error: { message: 'm', code: 503 } })).toMatchObject({
      status: 503,
      retryable: true,
    })
    expect(readErrorObject({ error: { message: 'm', status_code: 400 } })?.retryable).toBe(false)
    expect(readErrorObject({ error: 'm' })?.retryable).toBeUndefined()
  })
})

function read(
  status: number,
  body: string,
  headers: Record<string, string> = {},
): ReturnType<typeof readErrorBody> {
  return readErrorBody({ status, headers: new Headers(headers), body, now: NOW })
}
