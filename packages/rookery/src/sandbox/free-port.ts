import { createServer } from 'node:net'

/** The port if it can be had, else 0, which takes any that is free. */
export function freePort(host: string, port: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(0))
    probe.listen({ host, port }, () => probe.close(() => resolve(port)))
  })
}
