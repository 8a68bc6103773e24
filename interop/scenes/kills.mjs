import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { napcatBot, noneBot } from '../applications.mjs'
import { freePorts } from '../free-ports.mjs'
import { startHub, untilReady } from '../hub.mjs'
import { KillableAccount } from '../killable-account.mjs'
import { libraries } from '../libraries.mjs'
import { newcomers } from '../newcomers.mjs'
import { startNginx } from '../nginx.mjs'
import { everythingKilled } from '../stories/everything-killed.mjs'

const selfId = 10_000
/** Windows cannot stop a process without ending it. */
const canHang = process.platform !== 'win32'

/** Every program that the other scenes have, by name. Each is made for its seat and the hub, with its entries under `clients:`. */
export const everybody = {
  nonebot: (seat) => ({
    application: noneBot({ ...seat, python: seat.pythons.classic }),
    clients: [
      { name: seat.name, type: 'ws-reverse', url: `ws://127.0.0.1:${seat.port}/ws/`, token: seat.token },
    ],
  }),
  'napcat-ts': (seat) => known(seat, napcatBot({ ...seat, hubUrl: seat.url })),
  ...libraries,
  ...Object.fromEntries(
    Object.entries(newcomers).map(([name, make]) => [name, async (seat) => known(seat, await make(seat))]),
  ),
  // It dials again once, and ends when that is not answered within a second.
  ncatbot: async (seat) => ({ ...known(seat, await newcomers.ncatbot(seat)), mayEnd: true }),
}

function known({ name, token }, application) {
  return { application, clients: [{ name, token }] }
}

/** The hub and then the implementation are killed while messages flow, and come back; the programs are left alone. */
export async function kills(scene) {
  const { dir } = scene
  const names = scene.only(everybody)
  const [hubPort, accountPort, nginxPort, ...ports] = await freePorts(names.length + 3)
  const account = accountAt(accountPort, dir)
  scene.accounts = [account]
  const seats = names.map((name, index) =>
    seatOf(scene, { name, index, port: ports[index], hubPort, nginxPort }),
  )
  const cast = await Promise.all(seats.map((seat) => everybody[seat.name](seat, hubAt(hubPort))))
  scene.applications = cast.map(({ application }) => application)
  const config = configOf(account, hubPort, cast)
  const hub = {
    start: async () => {
      scene.hub = startHub({ dir, config })
      await untilReady(scene.hub, hubPort)
    },
    child: () => scene.hub,
  }
  await everythingKilled({ account, hub, cast: cast.map(someHang), report: scene.report })
}

/** It goes slowly at first. */
function accountAt(port, dir) {
  return new KillableAccount({ selfId, token: 'token-account', port, groupId: 33_000, perSecond: 2, dir })
}

function someHang(each, index) {
  return { ...each, hangs: canHang && index % 2 === 1 }
}

function configOf(account, port, cast) {
  return {
    listen: { host: '127.0.0.1', port, token: 'token-hub' },
    upstreams: [{ name: 'simulated', type: 'ws', url: account.url, token: 'token-account' }],
    clients: cast.flatMap(({ clients }) => clients),
  }
}

function hubAt(port) {
  return {
    isShared: true,
    http: () => `http://127.0.0.1:${port}`,
    webSocket: (account) => `ws://127.0.0.1:${port}/?self_id=${account}`,
  }
}

function seatOf(scene, { name, index, port, hubPort, nginxPort }) {
  const home = join(scene.dir, name)
  mkdirSync(home)
  return {
    name,
    command: `/问-${name}`,
    groupId: 33_001 + index,
    port,
    selfId,
    selfIds: [selfId],
    token: `token-${name}`,
    secret: `秘密-${name}`,
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
