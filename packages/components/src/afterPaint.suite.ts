/** Resolves behind the next frame: laid out, observed and painted. */
export function afterPaint(): Promise<void> {
  return new Promise((painted) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      painted()
    }
    // Callbacks of a frame run before its paint, messages after it.
    requestAnimationFrame(() => port2.postMessage(undefined))
  })
}
