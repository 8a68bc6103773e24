import { createServer } from 'node:net'
import type { LinkSpec, WorldFile } from '@rookery/sandbox'
import type { FreePort } from '../cli/world.js'

/** Tries the port of this machine. */
export const freePort: FreePort = (host, port) =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(0))
    probe.listen({ host, port }, () => probe.close(() => resolve(port)))
  })

const LOOPBACK = '127.0.0.1'

/** A world whose links listen elsewhere where somebody else does already, such as an implementation that runs. */
export async function atFreePorts(world: WorldFile, freePort: FreePort): Promise<WorldFile> {
  const atFreePort = async (link: LinkSpec): Promise<LinkSpec> =>
    'port' in link ? { ...link, port: await freePort(link.host ?? LOOPBACK, link.port) } : link
  const links = [...world.links].map(
    async ([self_id, specs]) => [self_id, await Promise.all(specs.map(atFreePort))] as const,
  )
  return { ...world, links: new Map(await Promise.all(links)) }
}
