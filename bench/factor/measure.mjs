import { writeFileSync } from 'node:fs'
import { CLIENT_CPU } from '../child.mjs'
import { compileNative } from './native.mjs'
import { Program } from './process.mjs'
import { writeTemporary } from './servers.mjs'

const TURNS_FILE_BYTES = 8192
/** From here on the client itself may be what is measured. */
const CLIENT_BUSY = 0.9

/**
 * Measures one server by the client in C: starts both, and gives what the client prints. `peer` has its `protocol` and how it
 * is started; `load` are the arguments of the client. With `probed`, the turns of the server's event loop are measured, too.
 */
export async function measure(peer, load, { probed = false } = {}) {
  const { client: file, probe } = compileNative()
  const turnsFile = probed ? emptyTurnsFile() : undefined
  const asked = { ...load, protocol: peer.protocol, ...(probed && { turns: turnsFile }) }
  const args = Object.entries(asked).map(([name, value]) => `${name}=${value}`)
  const client = new Program([file, ...args], { cpu: CLIENT_CPU })
  let server
  try {
    const { port } = JSON.parse(await client.nextLine())
    const env = probed ? { LD_PRELOAD: probe, BENCH_TURNS_FILE: turnsFile } : {}
    server = await peer.start({ feedPort: port, env })
    client.write(`${server.port} ${server.publisherPort} ${server.pid}`)
    return checked(JSON.parse(await client.nextLine()), peer)
  } finally {
    await client.stop()
    await server?.stop()
  }
}

function emptyTurnsFile() {
  const path = writeTemporary('')
  writeFileSync(path, Buffer.alloc(TURNS_FILE_BYTES))
  return path
}

/** Says what makes a figure doubtful. */
function checked(figures, { title }) {
  if (figures.missing > 0) console.error(`  ${title}: ${figures.missing} deliveries never came`)
  if (figures.clientBusy > CLIENT_BUSY)
    console.error(`  ${title}: the client was ${Math.round(figures.clientBusy * 100)} % busy`)
  return figures
}
