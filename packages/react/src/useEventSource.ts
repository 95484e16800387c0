'use client'
import {
  type Address,
  type ConnectionStatus,
  type EventSchemas,
  type EventSourceOptions,
  type EventSourceState,
  type EventSourceStore,
  type PerAttempt,
  type SchemaEvent,
  type StreamEvent,
  createEventSourceStore,
} from '@rivulet/core'
import { useEffect, useInsertionEffect, useMemo } from 'react'
import { useStreamDefaults, withDefaults } from './streamProvider.tsx'
import { useKeyed } from './useKeyed.ts'
import { useStreamStore, whole } from './useStreamStore.ts'

/** Options of {@link useEventSource}: those of the store, with `share: 'page'` as the default, and `enabled`. */
export interface UseEventSourceOptions<
  Data = string,
  Result = Data | undefined,
  Event extends StreamEvent<unknown> = StreamEvent<Data>,
> extends EventSourceOptions<Data, Result, Event> {
  /** `false`: idle, nothing is sent. Default: `true`. */
  enabled?: boolean
  /** Another key is another stream, with a state of its own. Default: the url, where that is no function. */
  key?: string
}

/** What {@link useEventSource} returns; the functions keep their identity. */
export interface UseEventSourceResult<
  Data = string,
  Result = Data | undefined,
  Event extends StreamEvent<unknown> = StreamEvent<Data>,
> extends EventSourceState<Result, Event> {
  /** `connection.status`. */
  readonly status: ConnectionStatus
  /** Makes a new attempt now. */
  readonly reconnect: () => void
  /** Ends it; `reconnect()` begins again. */
  readonly close: () => void
  readonly store: EventSourceStore<Data, Result, Event>
}

/** What a url may be: an address, an (async) function evaluated for every attempt, or `null`: idle. */
export type StreamUrl = PerAttempt<Address> | null

/**
 * A live feed of server-sent events as state. Connects when the component mounts, lets go when it unmounts,
 * and starts anew when the url changes.
 *
 * Without `initialData`, `data` is `undefined` until the first event. With `parse: 'json'`, say what the data is:
 * `useEventSource<Price>(url, { parse: 'json' })`; it is not checked. With `schema` it is checked, and typed for each
 * event name.
 */
export function useEventSource<
  Schemas extends EventSchemas,
  Result = SchemaEvent<Schemas>['data'] | undefined,
>(
  url: StreamUrl,
  options: UseEventSourceOptions<unknown, Result, SchemaEvent<Schemas>> & { schema: Schemas },
): UseEventSourceResult<unknown, Result, SchemaEvent<Schemas>>
export function useEventSource<Data = unknown, Result = Data | undefined>(
  url: StreamUrl,
  options: UseEventSourceOptions<Data, Result> & { parse: 'json' },
): UseEventSourceResult<Data, Result>
export function useEventSource<Data = string, Result = Data | undefined>(
  url: StreamUrl,
  options?: UseEventSourceOptions<Data, Result>,
): UseEventSourceResult<Data, Result>
export function useEventSource<Data, Result>(
  url: StreamUrl,
  options?: UseEventSourceOptions<Data, Result>,
): UseEventSourceResult<Data, Result> {
  const defaults = useStreamDefaults()
  const filled = (): NonNullable<typeof options> => withDefaults({ share: 'page', ...options }, defaults)
  const store = useKeyed(options?.key ?? keyOf(url), () =>
    createEventSourceStore<Data, Result>(url ?? '', filled()),
  )
  // At every render, where the options are written inline.
  useInsertionEffect(() => store.setOptions(filled(), url ?? ''), [store, url, options, defaults])
  const active = (options?.enabled ?? true) && url !== null
  useEffect(() => (active ? store.retain() : undefined), [store, active])
  const state = useStreamStore(store, whole)
  return useMemo(
    () => ({
      ...state,
      status: state.connection.status,
      reconnect: store.reconnect,
      close: store.close,
      store,
    }),
    [state, store],
  )
}

function keyOf(url: StreamUrl): string {
  return typeof url === 'function' ? 'function' : String(url)
}
