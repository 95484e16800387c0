export { render } from '../packages/core/src/connection/lifecycle.suite.ts'
