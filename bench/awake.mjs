// Keeps the machine awake while something is measured.
import { spawn, spawnSync } from 'node:child_process'
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
 *
 * Linux counts a core that runs nothing but its class "idle" as one that is free. Beside processes that are only of the
 * lowest priority the browser's threads wait for each other on one core: in ten seconds the yardstick of bench/stream.mjs
 * painted some 520 frames, and 570 beside this.
 */
export function keepAwake() {
  const [command, ...args] = ofClassIdle([process.execPath, '-e', LOOP])
  for (let core = 0; core < availableParallelism(); core++) {
    const loop = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    loop.unref()
    loop.channel?.unref()
  }
}

/**
 * A command that begins another one in the class "idle"; the other one itself where there is no such class.
 *
 * @param {[string, ...string[]]} command
 * @returns {[string, ...string[]]}
 */
function ofClassIdle(command) {
  const hasClass = spawnSync('chrt', ['--idle', '0', 'true']).status === 0
  return hasClass ? ['chrt', '--idle', '0', ...command] : command
}
