import { createServer } from 'node:net'
import type { LinkSpec, WorldFile } from '@rookery/sandbox'
import type { FreePort } from '../cli/command-context.js'

/** Returns the port if it is free on this machine, otherwise 0. */
export const freePort: FreePort = (host, port) =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(0))
    probe.listen({ host, port }, () => probe.close(() => resolve(port)))
  })

const LOOPBACK = '127.0.0.1'

/** Moves the world's listening links to free ports where theirs are taken, for example by a running implementation. */
export async function atFreePorts(world: WorldFile, freePort: FreePort): Promise<WorldFile> {
  const atFreePort = async (link: LinkSpec): Promise<LinkSpec> =>
    'port' in link ? { ...link, port: await freePort(link.host ?? LOOPBACK, link.port) } : link
  const links = [...world.links].map(
    async ([self_id, specs]) => [self_id, await Promise.all(specs.map(atFreePort))] as const,
  )
  return { ...world, links: new Map(await Promise.all(links)) }
}
