import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { comesTrue, sleep } from '../clock.mjs'
import { messageText } from '../counts/event.mjs'
import { Expected } from '../counts/expected.mjs'
import { cpuMs } from '../hub/process-figures.mjs'
import { Caller } from '../peers/caller.mjs'
import { LightReceived } from '../peers/light-received.mjs'
import { WsClient } from '../peers/ws-client.mjs'
import { count, quantile, timed, told } from '../report/figures.mjs'

const PER_TURN = 16
const AHEAD = 500
const FIRST_ID = 1_000_000
const IDS = 10_000
const PREFIXES = Array.from({ length: 100 }, (_, index) => `/command-${index} `)
/** Expressions that take a backtracking engine longer than the universe lasts, with texts of thousands of letters. */
const BOMBS = ['^(a+)+$', '^(a|aa)+$', '^(a|a?)+$', '^(.*a){20}$', '^(([a-z])+.)+[A-Z]([a-z])+$']
const BOMB_LETTERS = 4000
const RULES = {
  or: [
    { user_id: { in: Array.from({ length: IDS }, (_, index) => FIRST_ID + index) } },
    { raw_message: { prefix: PREFIXES } },
  ],
}
const RULES_FILE = 'rules.json'
const EVENTS = { rules: RULES_FILE, bombs: { raw_message: { regex: BOMBS } }, none: undefined }
const CALL_EVERY_MS = 20

/** Many clients with a large filter, and one whose expressions are bombs, beside one that gets everything. */
async function filters(stage, { events, clients, bombEvery }) {
  const names = [...Array(clients).fill('rules'), 'bombs', 'none']
  const entries = names.map((kind, index) => ({
    name: `${kind}-${index}`,
    token: `chaos-token-of-${kind}-${index}`,
    ...(EVENTS[kind] && { events: EVENTS[kind] }),
  }))
  writeFileSync(join(stage.dir, RULES_FILE), JSON.stringify(RULES))
  const { implementation, hub } = await stage.begin({ config: { clients: entries } })
  const crowd = await Crowd.connect(stage, names, entries)
  const bombsFrom = events / 2
  implementation.textOf = eventsOfChance(
    stage.random,
    crowd.expected,
    (n) => n > bombsFrom && n % bombEvery === 0,
  )
  const witness = await callingWitness(stage)
  const cpuBefore = cpuMs(hub.pid)
  await sendUpTo(bombsFrom, implementation, crowd)
  const calm = witness.takeP99()
  await sendUpTo(events, implementation, crowd)
  const bombed = witness.takeP99()
  const cpu = cpuMs(hub.pid) - cpuBefore
  await comesTrue(() => crowd.isComplete(), { timeoutMs: 20_000 })
  return [
    told('events', events),
    told('that pass the rules', crowd.expected.rules.length),
    told('bombs that pass', crowd.expected.bombs.length),
    ...crowd.figures(),
    count('calls of a witness without an answer', await witness.stop()),
    count('the hub ended', hub.isAlive ? 0 : 1),
    timed('p99 of its answers while bombs come', bombed / calm, 1.5),
    timed('CPU for an event and client', (cpu * 1000) / (events * names.length), 10, 'µs'),
  ]
}

/** Words each event so that its place is known: an id of the rules, a prefix of the rules, a bomb, or nothing of these. */
function eventsOfChance(random, expected, isBomb) {
  return (n, at, selfId) => {
    expected.none.push(n)
    if (isBomb(n)) {
      const passes = random.next() < 0.5
      if (passes) expected.bombs.push(n)
      return messageText(n, at, { selfId, text: `${'a'.repeat(BOMB_LETTERS)}${passes ? '' : '!'}` })
    }
    const chance = random.next()
    if (chance < 0.2) expected.rules.push(n)
    const userId =
      chance < 0.1 ? FIRST_ID + random.between(0, IDS - 1) : FIRST_ID + IDS + random.between(0, IDS)
    const prefix = chance >= 0.1 && chance < 0.2 ? random.pick(PREFIXES) : ''
    return messageText(n, at, { selfId, userId, text: `${prefix}what is said` })
  }
}

/** Never further ahead than sockets hold. */
async function sendUpTo(events, implementation, { everything }) {
  const { sent } = implementation
  while (sent.count < events) {
    for (let each = 0; each < PER_TURN && sent.count < events; each++) implementation.send()
    await nextTurn()
    await comesTrue(() => sent.count - everything.last < AHEAD, { everyMs: 1 })
  }
}

/** A bot that calls all the time. */
async function callingWitness(stage) {
  const caller = await Caller.connect(stage.port)
  let isOver = false
  let tookMs = []
  const running = (async () => {
    while (!isOver) {
      const startedMs = performance.now()
      await caller.call('send_private_msg', { user_id: 1, message: 'here' })
      tookMs.push(performance.now() - startedMs)
      await sleep(CALL_EVERY_MS)
    }
  })()
  return {
    /** Milliseconds that 99 of 100 calls since the last time took at most. */
    takeP99() {
      const p99 = quantile(tookMs, 0.99)
      tookMs = []
      return p99
    },
    /** Ends it; gives the number of its calls that were not answered. */
    async stop() {
      isOver = true
      await Promise.race([running, sleep(10_000)])
      const unanswered = caller.waiting.size
      caller.close()
      return unanswered
    },
  }
}

/** The clients of each filter, with what they have to get. */
class Crowd {
  expected = { rules: [], bombs: [], none: [] }
  /** The progress of the one that gets all. */
  everything = new LightReceived()
  #received = { rules: [], bombs: [], none: [] }

  static async connect(stage, names, entries) {
    const crowd = new Crowd()
    for (const [index, kind] of names.entries()) crowd.#add(stage, kind, entries[index].token)
    await comesTrue(() => crowd.#all.every(({ isGreeted }) => isGreeted))
    return crowd
  }

  isComplete() {
    return this.#all.every(({ missing }) => missing === 0)
  }

  figures() {
    const sum = (kind, of) => this.#received[kind].reduce((total, each) => total + each[of], 0)
    return [
      count('missing with the rules', sum('rules', 'missing')),
      count('wrong ones with the rules', sum('rules', 'wrong')),
      count('missing with the bombs', sum('bombs', 'missing')),
      count('wrong ones with the bombs', sum('bombs', 'wrong')),
      count('missing without a filter', sum('none', 'missing') + sum('none', 'wrong')),
    ]
  }

  get #all() {
    return Object.values(this.#received).flat()
  }

  #add(stage, kind, token) {
    const received = new Expected(this.expected[kind])
    this.#received[kind].push(received)
    const onText = kind === 'none' ? (text) => this.everything.take(text) : undefined
    const client = new WsClient({ url: `ws://127.0.0.1:${stage.port}/`, token, received, onText })
    stage.after(() => client.close())
  }
}

export const r18 = {
  name: 'R18',
  what: '100,000 events to 20 bots with a filter of 10,000 ids and 100 prefixes, and to one whose regular expressions would stall a backtracking engine; in the second half every 250th event is made for that',
  goal: 'each bot gets what its filter passes, and nothing else, in order; a bot that makes calls waits no longer for that (p99 ≤ 1.5 ×); CPU for an event and client < 10 µs',
  full: { events: 100_000, clients: 20, bombEvery: 250 },
  short: { events: 5_000, clients: 5, bombEvery: 50 },
  run: filters,
}
