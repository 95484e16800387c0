import { describeScriptedFetch } from './scriptedFetch.suite.ts'

describeScriptedFetch()
