// Keeps the machine awake while something is measured.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** Runs at the lowest priority, for what has nothing to do, and ends with the process that began it. */
const LOOP = `
  const { constants, setPriority } = require('node:os')
  setPriority(constants.priority.PRIORITY_LOW)
  process.once('disconnect', () => process.exit())
  setImmediate(function spin() {
    for (const end = Date.now() + 20; Date.now() < end;);
    setImmediate(spin)
  })`

/**
 * Keeps every core busy with what gives way to all else, as long as this process runs. A core that sleeps between frames
 * wakes at a lower clock: the same work takes it up to half as long again, and most where there is the least of it.
 */
export function keepAwake() {
  for (let core = 0; core < availableParallelism(); core++) {
    const loop = spawn(process.execPath, ['-e', LOOP], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    loop.unref()
    loop.channel?.unref()
  }
}
