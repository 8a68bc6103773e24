import { main } from './main.js'
import { freePort } from './sandbox/free-port.js'

const { env, stdout, stderr } = process

// Whoever reads what is printed may go, and a disk may be full: that ends no hub and no bot.
for (const output of [stdout, stderr]) output.on('error', () => {})

// Not process.exit(): what was printed into a pipe must still get out.
process.exitCode = await main(process.argv.slice(2), {
  env,
  cwd: process.cwd(),
  stdout,
  stderr,
  signals: process,
  exit: (code) => process.exit(code),
  startHub: async (...settings) => (await import('@rookery/hub')).startHub(...settings),
  freePort,
})
