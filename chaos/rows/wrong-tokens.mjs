import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { sleep } from '../clock.mjs'
import { count, quantile, timed, told } from '../report/figures.mjs'
import { inParallel } from './leaving-clients.mjs'

const TOKEN = 'chaos-token-of-all'
const WRONG = 'wrong-guess'
const ADDRESSES = 10
const AT_ONCE = 200
const FIRST_DELAY_MS = 250
const UPGRADE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
}

/** Ten addresses guess tokens, over HTTP and WebSocket; somebody with the right one comes from the same addresses. */
async function wrongTokens(stage, { guesses, rightEveryMs }) {
  const { hub } = await stage.begin()
  const agents = Array.from(
    { length: ADDRESSES },
    (_, index) => new Agent({ keepAlive: true, localAddress: `127.0.0.${index + 2}` }),
  )
  stage.after(() => {
    for (const agent of agents) agent.destroy()
  })
  const statuses = {}
  const guess = async () => {
    const status = await ask(
      stage.port,
      stage.random.pick(agents),
      `${WRONG}-${stage.random.between(0, 1e9)}`,
      stage.random.between(0, 3) === 0,
    )
    statuses[status] = (statuses[status] ?? 0) + 1
  }
  const right = useRightToken(stage, rightEveryMs)
  await inParallel(guess, guesses, AT_ONCE)
  const { refused, tookMs } = await right.stop()
  const log = readFileSync(join(stage.dir, 'hub.log'), 'utf8')
  return [
    told('wrong tokens', guesses),
    count('let in', guesses - (statuses[403] ?? 0)),
    told('right tokens meanwhile', tookMs.length),
    count('right tokens refused', refused),
    count('tokens in the log', log.split(WRONG).length - 1 + log.split(TOKEN).length - 1),
    count('the hub ended', hub.isAlive ? 0 : 1),
    timed('slowest right token', quantile(tookMs, 1), FIRST_DELAY_MS, 'ms'),
  ]
}

/** Shows the right token now and then, each time from one of the addresses that guess. */
function useRightToken(stage, everyMs) {
  const seen = { refused: 0, tookMs: [] }
  let isOver = false
  const going = (async () => {
    while (!isOver) {
      const agent = new Agent({ localAddress: `127.0.0.${stage.random.between(2, ADDRESSES + 1)}` })
      const startedMs = performance.now()
      const status = await ask(stage.port, agent, TOKEN, false)
      seen.tookMs.push(performance.now() - startedMs)
      if (status !== 200) seen.refused++
      agent.destroy()
      await sleep(everyMs)
    }
  })()
  return {
    async stop() {
      isOver = true
      await going
      return seen
    },
  }
}

/** The status of a call, or of an upgrade, with that token; 0 if there was no answer. */
function ask(port, agent, token, isUpgrade) {
  const headers = { Authorization: `Bearer ${token}`, ...(isUpgrade && UPGRADE) }
  return new Promise((resolve) => {
    const sent = request({ host: '127.0.0.1', port, path: isUpgrade ? '/' : '/get_status', agent, headers })
    sent.on('response', (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode))
    })
    sent.on('upgrade', (_response, socket) => {
      socket.destroy()
      resolve(101)
    })
    sent.on('error', () => resolve(0))
    sent.end()
  })
}

export const r11 = {
  name: 'R11',
  what: '100,000 wrong tokens from ten addresses, over HTTP and WebSocket; a right one comes from the same addresses',
  goal: 'none is let in, all are answered 403 before the upgrade; the right one is never delayed; no token stands in the log',
  full: { guesses: 100_000, rightEveryMs: 50 },
  short: { guesses: 3_000, rightEveryMs: 50 },
  run: wrongTokens,
}
