/**
 * A validator that speaks Standard Schema (https://standardschema.dev, version 1): those of zod, valibot, arktype
 * and others do. The interface is the standard's own, cut to what is used here.
 */
export interface StandardSchema<Output = unknown> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined
  }
}

/** What a validation gives: a value, or what is wrong. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] }

export interface SchemaIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** The type of the values that a schema lets through. */
export type SchemaOutput<Schema> = Schema extends StandardSchema<infer Output> ? Output : never

/**
 * Validates a value; what comes back may have been transformed.
 * @throws {TypeError} with the first issue in words, or where the schema validates asynchronously: events keep
 * their order, so none can wait for another.
 */
export function validate<Output>(schema: StandardSchema<Output>, value: unknown): Output {
  const result = schema['~standard'].validate(value)
  if (result instanceof Promise)
    throw new TypeError('the schema validates asynchronously, which events cannot wait for')
  if (result.issues === undefined) return result.value
  const [issue] = result.issues
  const path = issue?.path?.map((step) => String(typeof step === 'object' ? step.key : step)).join('.')
  throw new TypeError([path, issue?.message ?? 'it does not fit the schema'].filter(Boolean).join(': '))
}
