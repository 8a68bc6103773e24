import { join } from 'node:path'
import { comesTrue, sleep } from '../clock.mjs'
import { messageText } from '../counts/event.mjs'
import { sharedWork } from '../counts/shared-work.mjs'
import { Worker } from '../peers/worker.mjs'
import { count, timed, told } from '../report/figures.mjs'

const MEMBERS = ['east', 'north', 'south', 'west']
/** So many that each member has some of them. */
const GROUPS = 60
/** The hub asks for a confirmation at most so long after an event. */
const CONFIRMATION_MS = 500
/** A confirmation may be lost with its sender, if that is killed so soon after. */
const ON_THE_WAY_MS = 250

const groupOf = (n) => n % GROUPS
const tokenOf = (name) => `chaos-token-of-${name}`

/** Four copies of a bot share the events; one of them is killed now and then, and started again. */
async function sharedEvents(stage, { events, perSecond, kills }) {
  const clients = MEMBERS.map((name) => ({
    name,
    token: tokenOf(name),
    balance: { name: 'team', sticky: 'group' },
  }))
  const { implementation } = await stage.begin({ config: { clients } })
  implementation.textOf = (n, at, selfId) => messageText(n, at, { selfId, groupId: 30001 + groupOf(n) })
  const team = await Team.start(stage)
  const flow = implementation.flow(perSecond, events)
  const everyMs = ((events / perSecond) * 1000) / (kills + 1)
  for (let turn = 0; turn < kills; turn++) {
    await sleep(stage.random.between(everyMs / 2, everyMs * 0.9))
    await team.killOne()
  }
  await flow.done
  await comesTrue(() => team.received() === events, { timeoutMs: 20_000, everyMs: 300 })
  const seen = sharedWork({ events, groupOf, lives: team.lives, onTheWayMs: ON_THE_WAY_MS + stage.slackMs })
  return figuresOf(seen, { events, kills, idle: team.idle() })
}

function figuresOf({ missing, twice, disordered, moved, handedOn }, { events, kills, idle }) {
  return [
    told('events', events),
    told('kills', kills),
    count('missing', missing),
    count('at two members without need', twice),
    count('out of order', disordered),
    count('groups that moved without reason', moved),
    count('members without work', idle),
    told('handed on after a kill', handedOn.count),
    timed('handed on within', handedOn.slowestMs, CONFIRMATION_MS, 'ms'),
  ]
}

/** The four, with all lives that they had. */
class Team {
  lives = []
  #stage
  #current = new Map()

  static async start(stage) {
    const team = new Team(stage)
    await Promise.all(MEMBERS.map((name) => team.#begin(name)))
    return team
  }

  constructor(stage) {
    this.#stage = stage
    stage.after(() => {
      for (const worker of this.#current.values()) worker.close()
    })
  }

  async killOne() {
    const name = this.#stage.random.pick(MEMBERS)
    this.#current.get(name).kill()
    await sleep(this.#stage.random.between(0, 500))
    await this.#begin(name)
  }

  /** How many different events were received so far. */
  received() {
    return new Set(this.lives.flatMap(({ records }) => records.map(({ n }) => n))).size
  }

  /** Members that got nothing in their first life. */
  idle() {
    return this.lives.slice(0, MEMBERS.length).filter(({ records }) => records.length === 0).length
  }

  async #begin(name) {
    const worker = await Worker.start({
      url: `ws://127.0.0.1:${this.#stage.port}/`,
      token: tokenOf(name),
      path: join(this.#stage.dir, `${name}-${this.lives.length}.txt`),
    })
    this.#current.set(name, worker)
    this.lives.push(worker)
  }
}

export const r16 = {
  name: 'R16',
  what: 'four copies of a bot share 100,000 events (`balance`, `sticky: group`); 20 times one of them is killed (`kill -9`) and started again',
  goal: 'each event goes to exactly one of them, unless that is killed before it has confirmed it; each group stays at one of them, in order; what a killed one had goes on within 500 ms',
  full: { events: 100_000, perSecond: 1000, kills: 20 },
  short: { events: 2_000, perSecond: 400, kills: 2 },
  run: sharedEvents,
}
