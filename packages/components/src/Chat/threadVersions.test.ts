import type { Message } from '@rivulet/react'
import { describe, expect, it } from 'vitest'
import { type ThreadVersions, createThreadVersions } from './threadVersions.ts'

/** A thread by the ids of its messages. */
const thread = (ids: string): Message[] =>
  ids
    .split(' ')
    .map((id) => ({ id, role: id.startsWith('u') ? 'user' : 'assistant', parts: [], createdAt: 0 }))
const idsOf = (messages: readonly Message[]): string => messages.map(({ id }) => id).join(' ')
const show = (versions: ThreadVersions, ids: string, id: string, index: number): string =>
  idsOf(versions.show(thread(ids), id, index))

describe('the versions of a thread', () => {
  it('are none before anything was replaced', () => {
    const versions = createThreadVersions()
    expect(versions.of(thread('u1 a1'), 'a1')).toBe(undefined)
    expect(show(versions, 'u1 a1', 'a1', 1)).toBe('u1 a1')
  })

  it('keep all that followed, and what has followed since', () => {
    const versions = createThreadVersions()
    versions.fork(thread('u1 a1 u2 a2'), 'a1')
    expect(versions.of(thread('u1 b1'), 'b1')).toEqual({ index: 1, count: 2 })
    expect(show(versions, 'u1 b1 u3', 'b1', 0)).toBe('u1 a1 u2 a2')
    expect(versions.of(thread('u1 a1 u2 a2'), 'a1')).toEqual({ index: 0, count: 2 })
    expect(versions.of(thread('u1 a1 u2 a2'), 'a2')).toBe(undefined)
    expect(show(versions, 'u1 a1 u2 a2 u4', 'a1', 1)).toBe('u1 b1 u3')
    expect(show(versions, 'u1 b1 u3', 'b1', 0)).toBe('u1 a1 u2 a2 u4')
  })

  it('lie in each other', () => {
    const versions = createThreadVersions()
    versions.fork(thread('u1 a1 u2 a2'), 'a2')
    versions.fork(thread('u1 a1 u2 b2'), 'u1')
    expect(versions.of(thread('v1 c1'), 'v1')).toEqual({ index: 1, count: 2 })
    expect(show(versions, 'v1 c1', 'v1', 0)).toBe('u1 a1 u2 b2')
    expect(versions.of(thread('u1 a1 u2 b2'), 'b2')).toEqual({ index: 1, count: 2 })
    expect(show(versions, 'u1 a1 u2 b2', 'b2', 0)).toBe('u1 a1 u2 a2')
  })

  it('grow at the end, from whichever is shown', () => {
    const versions = createThreadVersions()
    versions.fork(thread('u1 a1'), 'a1')
    versions.show(thread('u1 b1'), 'b1', 0)
    versions.fork(thread('u1 a1'), 'a1')
    expect(versions.of(thread('u1 c1'), 'c1')).toEqual({ index: 2, count: 3 })
    expect(show(versions, 'u1 c1', 'c1', 1)).toBe('u1 b1')
  })

  it('know nothing of messages that are not there', () => {
    const versions = createThreadVersions()
    versions.fork(thread('u1 a1'), 'gone')
    expect(versions.of(thread('u1 a1'), 'gone')).toBe(undefined)
    expect(versions.of(thread('u1 a1'), 'u1')).toBe(undefined)
  })
})
