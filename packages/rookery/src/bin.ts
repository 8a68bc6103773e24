import { endingsOf } from './cli/endings.js'
import { main } from './main.js'

const { env, stdout, stderr } = process

// A closed pipe or a full disk must not end a hub or a bot.
for (const output of [stdout, stderr]) output.on('error', () => {})

// Not `process.exit()`: pending output to a pipe must still be written.
process.exitCode = await main(process.argv.slice(2), {
  env,
  cwd: process.cwd(),
  stdout,
  stderr,
  signals: process,
  ...endingsOf(process),
  startHub: async (...settings) => (await import('@rookery/hub')).startHub(...settings),
  openStore: async (...settings) => (await import('@rookery/hub-disk')).openDiskStore(...settings),
  freePort: async (host, port) => (await import('./sandbox/free-port.js')).freePort(host, port),
})
