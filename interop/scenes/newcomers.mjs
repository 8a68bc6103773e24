import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { freePorts } from '../free-ports.mjs'
import { startHub, untilReady } from '../hub.mjs'
import { newcomers } from '../newcomers.mjs'
import { startNginx } from '../nginx.mjs'
import { Questions } from '../questions.mjs'
import { SimulatedAccount } from '../simulated-account.mjs'
import { oneByOne } from '../stories/one-by-one.mjs'

const selfId = 10_000
const hubToken = 'token-hub'

/** Programs on libraries that dial the hub in a way of their own: with an Origin, through a proxy, with few headers. */
export async function newcomersAtTheHub(scene) {
  const names = scene.only(newcomers)
  const [hubPort, nginxPort] = await freePorts(2)
  const account = new SimulatedAccount({ selfId, token: 'token-account' })
  scene.accounts = [account]
  const seats = names.map((name, index) => seatOf(scene, { name, index, hubPort, nginxPort }))
  scene.hub = startHub({ dir: scene.dir, config: await configOf(account, hubPort, seats) })
  await untilReady(scene.hub, hubPort)
  for (const seat of seats) scene.applications.push(await newcomers[seat.name](seat))
  for (const application of scene.applications) application.start()
  await oneByOne({ ...scene, questions: new Questions(account), hub: { port: hubPort, token: hubToken } })
}

async function configOf(account, port, seats) {
  return {
    listen: { host: '127.0.0.1', port, token: hubToken },
    upstreams: [{ name: 'simulated', type: 'ws', url: await account.url(), token: 'token-account' }],
    clients: seats.map(({ name, token }) => ({ name, token, message_format: 'array' })),
  }
}

function seatOf(scene, { name, index, hubPort, nginxPort }) {
  const home = join(scene.dir, name)
  mkdirSync(home)
  return {
    name,
    command: `/问-${name}`,
    groupId: 32_000 + index,
    selfId,
    token: `token-${name}`,
    url: `ws://127.0.0.1:${hubPort}`,
    home,
    dir: scene.dir,
    pythons: scene.pythons,
    goBot: scene.goBot,
    nginxUrl: async () => {
      scene.nginx ??= await startNginx({ dir: scene.dir, port: nginxPort, hubPort })
      return `ws://127.0.0.1:${nginxPort}`
    },
  }
}
