import { Child, SERVER_CPU } from '../child.mjs'

/** The hub and its peer, each with clients connected. They wait without work while it is not their turn. */
export async function eventServers({ count, staller, fill, profileDir, modes = ['plain', 'hub'] }) {
  const nodeArgs = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : []
  const start = (mode) =>
    new Child('events/server.mjs', { cpu: SERVER_CPU, args: [mode, String(count)], nodeArgs })
  const servers = Object.fromEntries(modes.map((mode) => [mode, start(mode)]))
  const filled = {}
  for (const [mode, server] of Object.entries(servers)) {
    if (fill) filled[mode] = await server.ask('fill', fill)
    await server.ask('connect', { count, staller })
  }
  return { servers, filled, end: () => Promise.all(Object.values(servers).map((server) => server.end())) }
}
