import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An HTTP server for tests, on a free port of this machine. */
export async function streamServer(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((_, response) => {
    response.writeHead(404, { 'access-control-allow-origin': '*' }).end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}
