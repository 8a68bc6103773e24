import { freePorts } from '../../interop/free-ports.mjs'
import { comesTrue, sleep, until } from '../clock.mjs'
import { Received } from '../counts/received.mjs'
import { BreakingProxy } from '../faults/proxy.mjs'
import { postCall } from '../peers/http-call.mjs'
import { Implementation } from '../peers/implementation.mjs'
import { WsClient } from '../peers/ws-client.mjs'
import { count, quantile, timed, told } from '../report/figures.mjs'
import { settledTables, tableFigures } from './tables.mjs'

const HEARTBEAT_MS = 2500
const HOLD_MS = 5000
const CALL_TIMEOUT_MS = 3000
/** What the hub remembers of a fault of an account, for its log; a leak would be one for each flap. */
const ENTRIES_EACH = 10
const KINDS = ['reset', 'finish', 'freeze', 'loris']
const KNOWN = [0, 1503, 1504]

/** Implementations of several accounts, each behind a proxy that breaks its connection again and again. */
async function upstreamFlaps(stage, { dialling, dialled, callEveryMs }) {
  ;[stage.port] = await freePorts(1)
  const lines = await Promise.all([
    ...each(dialling.accounts, (index) =>
      lineOf(stage, 10001 + index, { hubDials: false, times: dialling.flaps }),
    ),
    ...each(dialled.accounts, (index) =>
      lineOf(stage, 20001 + index, { hubDials: true, times: dialled.flaps }),
    ),
  ])
  const hub = await startHub(stage, lines)
  const inspector = await hub.inspector()
  await until('all accounts are online', () => lines.every(({ implementation }) => implementation.isServed))
  await sleep(500)
  const witnesses = lines.map((line) => watch(stage, line))
  await until('all witnesses are greeted', () => witnesses.every(({ isGreeted }) => isGreeted))
  const before = await settledTables(inspector)
  const calls = makeCalls(stage, lines, callEveryMs)
  await Promise.all(lines.map((line) => flap(stage.random.fork(line.selfId), line, line.times)))
  await until('all accounts are back', () => lines.every(({ implementation }) => implementation.isServed))
  const made = await calls.stop()
  const after = await settledTables(inspector, before)
  const missingAfter = await countAfter(lines, witnesses)
  inspector.close()
  return [
    ...flapFigures(lines, made),
    count('missing after the last flap', missingAfter),
    ...tableFigures(before, after, lines.length * ENTRIES_EACH),
  ]
}

function flapFigures(lines, made) {
  const halfOpen = lines.flatMap(({ foundMs }) => foundMs)
  const noHeartbeat = lines.flatMap(({ foundLateMs }) => foundLateMs)
  return [
    told(
      'flaps',
      lines.reduce((sum, { flaps }) => sum + flaps, 0),
    ),
    told('calls meanwhile', made.retcodes.length),
    count('calls that hung', made.hung),
    count('requests that broke', made.broken),
    count('calls with another end', made.retcodes.filter((retcode) => !KNOWN.includes(retcode)).length),
    timed('half-open found within', quantile(halfOpen, 1) / HEARTBEAT_MS, 2, 'heartbeats'),
    { ...told('without a heartbeat so far', quantile(noHeartbeat, 1) / 1000, 's'), isTimed: true },
  ]
}

const each = (count, make) => Array.from({ length: count }, (_, index) => make(index))

/** An account behind a proxy: the hub dials its implementation, or is dialled by it, which comes back at once. */
async function lineOf(stage, selfId, { hubDials, times }) {
  const implementation = new Implementation(selfId)
  const proxy = await BreakingProxy.to(hubDials ? await implementation.listen() : stage.port, { hubDials })
  const path = `/upstream/${selfId}`
  if (!hubDials) stage.after(implementation.keepDialling(`ws://127.0.0.1:${proxy.port}${path}`))
  const heartbeats = setInterval(() => implementation.sendText(heartbeat(selfId)), HEARTBEAT_MS)
  stage.after(() => {
    clearInterval(heartbeats)
    proxy.close()
    implementation.close()
  })
  const way = hubDials ? { type: 'ws', url: `ws://127.0.0.1:${proxy.port}/` } : { type: 'ws-reverse', path }
  return {
    selfId,
    implementation,
    proxy,
    times,
    entry: { name: `of-${selfId}`, ...way },
    flaps: 0,
    foundMs: [],
    foundLateMs: [],
  }
}

const heartbeat = (selfId) =>
  `{"time":1,"self_id":${selfId},"post_type":"meta_event","meta_event_type":"heartbeat","status":{"online":true,"good":true},"interval":${HEARTBEAT_MS}}`

async function startHub(stage, lines) {
  stage.config = {
    listen: { host: '127.0.0.1', port: stage.port, token: 'chaos-token-of-all' },
    upstreams: lines.map(({ entry }) => entry),
    pace: 'off',
    hold: `${HOLD_MS}ms`,
    call_timeout: `${CALL_TIMEOUT_MS}ms`,
  }
  return stage.startHub({ inspect: true })
}

function watch(stage, { selfId }) {
  const received = new Received(`witness-${selfId}`, { selfId })
  const url = `ws://127.0.0.1:${stage.port}/?self_id=${selfId}&client_name=witness-${selfId}`
  const client = new WsClient({ url, token: 'chaos-token-of-all', received })
  stage.after(() => client.close())
  return received
}

/** Breaks a line so many times: each kind as often as the others, in an order of chance. */
async function flap(random, line, times) {
  const { implementation, proxy } = line
  for (const kind of shuffled(random, times)) {
    await until(`account ${line.selfId} is connected`, () => implementation.isServed)
    await sleep(random.between(5, 200))
    await breaks[kind](random, line)
    line.flaps++
    await comesTrue(() => !implementation.isServed, { timeoutMs: 5000, everyMs: 2 })
    proxy.mode = 'pass'
  }
}

const breaks = {
  reset: (_random, { proxy }) => proxy.reset(),
  finish: (_random, { proxy }) => proxy.finish(),
  /** A connection that has not yet sent a heartbeat is found later, since the hub does not know what silence is too long. */
  async freeze(random, { selfId, implementation, proxy, foundMs, foundLateMs }) {
    const isKnown = random.between(0, 3) > 0
    if (isKnown) {
      implementation.sendText(heartbeat(selfId))
      await sleep(100)
    }
    ;(isKnown ? foundMs : foundLateMs).push(...(await proxy.freeze()))
  },
  async loris(random, { proxy }) {
    proxy.mode = 'loris'
    proxy.lorisMs = random.between(5, 200)
    proxy.reset()
    await sleep(random.between(500, 4000))
  },
}

function shuffled(random, times) {
  const kinds = Array.from({ length: times }, (_, index) => KINDS[index % KINDS.length])
  for (let at = kinds.length - 1; at > 0; at--) {
    const other = random.between(0, at)
    ;[kinds[at], kinds[other]] = [kinds[other], kinds[at]]
  }
  return kinds
}

/** Calls accounts all the time; a call hangs if it takes longer than holding and answering may. */
function makeCalls(stage, lines, everyMs) {
  const made = { retcodes: [], hung: 0, broken: 0 }
  const pending = new Set()
  const timer = setInterval(() => {
    const { selfId } = stage.random.pick(lines)
    const call = postCall(stage.port, 'send_private_msg', { self_id: selfId, user_id: 1, message: 'hi' })
      .then(({ reply, tookMs }) => {
        made.retcodes.push(reply.retcode)
        if (tookMs > HOLD_MS + CALL_TIMEOUT_MS + 2000) made.hung++
      })
      .catch(() => made.broken++)
      .finally(() => pending.delete(call))
    pending.add(call)
  }, everyMs)
  stage.after(() => clearInterval(timer))
  return {
    async stop() {
      clearInterval(timer)
      await Promise.all(pending)
      return made
    },
  }
}

/** When all is calm again, every account sends events, and each witness must have all of its account. */
async function countAfter(lines, witnesses) {
  const goals = lines.map(({ implementation }) => {
    const first = implementation.sent.count + 1
    for (let each = 0; each < 20; each++) implementation.send()
    return { first, last: implementation.sent.count }
  })
  const lacking = () =>
    goals.reduce((sum, { first, last }, index) => {
      for (let n = first; n <= last; n++) if (!witnesses[index].has(n)) sum++
      return sum
    }, 0)
  await comesTrue(() => lacking() === 0, { timeoutMs: 15_000 })
  return lacking()
}

export const r6 = {
  name: 'R6',
  what: 'connections to implementations break 1,000 times: RST, FIN, half-open, slow loris; calls go on',
  goal: 'every account comes back and its events arrive; each call ends with 0, 1503 or 1504 in time; half-open is found within 2 heartbeats (60 to 80 s before the first one); tables, sockets, timers as before',
  full: { dialling: { accounts: 24, flaps: 40 }, dialled: { accounts: 10, flaps: 4 }, callEveryMs: 10 },
  short: { dialling: { accounts: 4, flaps: 8 }, dialled: { accounts: 2, flaps: 2 }, callEveryMs: 20 },
  runs: 'beside',
  run: upstreamFlaps,
}
