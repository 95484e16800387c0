/**
 * `@rivulet/core/fetch-event-source`: an entry of its own, so that only those who use the library load it.
 */
export {
  type FetchEventSourceTransportOptions,
  fetchEventSourceTransport,
} from './transport/fetchEventSourceTransport.ts'
