import type { RunAgentInput } from '@ag-ui/core'
import { expectTypeOf, it } from 'vitest'
import { agUiRequest } from './agUiRequest.ts'
import type { ForeignFields } from './requestTypes.suite.ts'

it('runs agents with what AG-UI defines', () => {
  expectTypeOf(agUiRequest).returns.toExtend<RunAgentInput>()
  expectTypeOf<ForeignFields<ReturnType<typeof agUiRequest>, RunAgentInput>>().toBeNever()
})
