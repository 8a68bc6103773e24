import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PythonMissing, pythonWith } from '../../scripts/python-venv.mjs'
import { here, prepareToday } from './checkouts.mjs'
import { startHub, startMosquitto, startNats, startPeer } from './servers.mjs'

const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url))
const MOSQUITTO_PLACES = ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto']

/** A peer: its name in the tables, what it speaks, how it is started. One that is not here has `missing`, the reason. */
export const hub = hubOf(here, 'hub')
/** The same with its events and positions on disk. */
export const hubOnDisk = hubOf(here, 'hub, disk', 'disk')

const node = (title, file) => ({
  title,
  protocol: 'onebot',
  start: (options) => startPeer(file, options),
})
export const nodeFloor = node("Node's floor", 'node-floor.mjs')
export const plain = node('plain ws', 'plain.mjs')

/** The checkout that the table compares with, prepared when first asked for. */
export const todayCheckout = once(prepareToday)
export const today = once(() => {
  const checkout = todayCheckout()
  return checkout.missing ? { title: 'today', missing: checkout.missing } : hubOf(checkout, 'today')
})

export const nats = once(() => broker('nats-server', 'nats', natsPath, startNats))
export const mosquitto = once(() => broker('mosquitto', 'mqtt', mosquittoPath, startMosquitto))

function hubOf(checkout, title, keeps) {
  return { title, protocol: 'onebot', start: (options) => startHub(checkout, { ...options, keeps }) }
}

function broker(title, protocol, pathOf, start) {
  const { path, missing } = pathOf()
  return missing ? { title, missing } : { title, protocol, start: () => start(path) }
}

/** NATS names one, else the one of a Python environment of ours. */
function natsPath() {
  if (process.env.NATS) return { path: process.env.NATS }
  try {
    return { path: join(dirname(pythonWith(REQUIREMENTS, { log: console.error })), 'nats-server') }
  } catch (error) {
    if (error instanceof PythonMissing) return { missing: `no nats-server: ${error.message}` }
    throw error
  }
}

/** MOSQUITTO names one, else the one that the machine's packages brought. */
function mosquittoPath() {
  const path = [process.env.MOSQUITTO, ...MOSQUITTO_PLACES].find((each) => each && existsSync(each))
  return path ? { path } : { missing: 'mosquitto is not installed' }
}

function once(make) {
  let made
  return () => (made ??= make())
}
