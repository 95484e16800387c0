import type { UseStreamingCompletionOptions } from '@rivulet/react'

/** Which props of `Chat` are options of the hook. The type has it complete: an option of a later version asks for its line. */
const names: Record<keyof UseStreamingCompletionOptions, true> = {
  api: true,
  protocol: true,
  id: true,
  messages: true,
  headers: true,
  body: true,
  credentials: true,
  fetch: true,
  prepareRequest: true,
  idempotencyKey: true,
  throttle: true,
  whenBusy: true,
  onUnmount: true,
  resume: true,
  retry: true,
  silence: true,
  timeout: true,
  maxFrame: true,
  transport: true,
  environment: true,
  onFinish: true,
  onError: true,
  onData: true,
  onEvent: true,
}

/** Parts the options of `useStreamingCompletion` from the attributes of the root element. */
export function splitProps<Props extends UseStreamingCompletionOptions>(
  props: Props,
): [UseStreamingCompletionOptions, Omit<Props, keyof UseStreamingCompletionOptions>] {
  const options: Record<string, unknown> = {}
  const attributes: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(props)) (name in names ? options : attributes)[name] = value
  return [options, attributes as Omit<Props, keyof UseStreamingCompletionOptions>]
}
