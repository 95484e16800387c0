import { bodyBehaviours } from './body.suite.ts'
import type { Chapter } from './behaviour.suite.ts'
import { requestBehaviours } from './request.suite.ts'
import { responseBehaviours } from './response.suite.ts'
import { stoppingBehaviours } from './stopping.suite.ts'

/** The whole contract. */
export const CHAPTERS: readonly Chapter[] = [
  { title: 'The request', behaviours: requestBehaviours },
  { title: 'The response', behaviours: responseBehaviours },
  { title: 'The body', behaviours: bodyBehaviours },
  { title: 'Stopping, and where it runs', behaviours: stoppingBehaviours },
]
