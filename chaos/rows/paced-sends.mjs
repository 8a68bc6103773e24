import { beyond } from '../counts/windows.mjs'
import { ArrivalClock } from '../peers/arrivals.mjs'
import { Caller } from '../peers/caller.mjs'
import { answerOf } from '../peers/implementation.mjs'
import { count, timed, told } from '../report/figures.mjs'
import { riskFigures } from './risk-signs.mjs'

/** Everything leaves in the end. */
const QUICK = {
  account: '100/s burst 20',
  group: '10/s burst 5',
  user: '5/s',
  jitter: '20ms',
  deadline: '10m',
}
const QUICK_LIMITS = {
  account: { count: 100, perMs: 1000, burst: 20 },
  group: { count: 10, perMs: 1000, burst: 5 },
  user: { count: 5, perMs: 1000 },
}
/** Most has to be refused. */
const SLOW = { account: '20/min', group: '1/s', jitter: '300ms', deadline: '5s' }
const SLOW_LIMITS = { account: { count: 20, perMs: 60_000 }, group: { count: 1, perMs: 1000 } }
const SLOW_DEADLINE_MS = 5000
/** A send may leave so much later than the hub counts it: a machine that is busy gives it no time in between. */
const LATE_MS = 50
const BOTS = 5
const USERS = 10
const FEW_GROUPS = 3
/** Calls of one bot that wait at the same time. */
const AT_ONCE = 40

/** Sends beyond what an account may send, through three accounts with paces of their own. */
async function pacedSends(stage, { sends, groups, flood, trial }) {
  const { implementations } = await stage.begin({
    accounts: [{ pace: QUICK }, { pace: SLOW }, { pace: QUICK }],
    config: { clients: bots(BOTS) },
  })
  const [quick, slow, limited] = implementations
  return [
    ...(await throughQueue(stage, quick, { sends, groups })),
    ...(await flooded(stage, slow, flood)),
    ...(await riskFigures(stage, limited, trial)),
  ]
}

const bots = (many) =>
  Array.from({ length: many }, (_, index) => ({ name: `bot-${index}`, token: tokenOf(index) }))
const tokenOf = (index) => `chaos-token-of-bot-${index}`

/** Several bots send more than may leave; recalls and bans come in between. */
async function throughQueue(stage, account, { sends, groups }) {
  const arrivals = arrivalsAt(stage, account)
  const callers = await Promise.all(
    Array.from({ length: BOTS }, (_, index) =>
      Caller.connect(stage.port, { token: tokenOf(index), query: `?self_id=${account.selfId}` }),
    ),
  )
  const seen = { notSent: 0, recalls: 0, slowRecalls: 0 }
  const each = { sends: sends / BOTS, groups, arrivals, seen }
  await Promise.all(callers.map((caller, bot) => sendAll(stage, { ...each, caller, bot })))
  for (const caller of callers) caller.close()
  return [
    told('sends', sends),
    count('not sent', seen.notSent),
    count('missing, or twice', Math.abs(sends - arrivals.sends.length)),
    ...windowFigures(stage, arrivals.sends, QUICK_LIMITS),
    count('out of order for their target', disordered(arrivals.sends)),
    told('recalls and bans', seen.recalls),
    count('of them behind sends that waited', seen.slowRecalls),
  ]
}

/** One bot, with some calls that wait at any time; every 50th time a recall or a ban comes before the send. */
async function sendAll(stage, { caller, bot, sends, groups, arrivals, seen }) {
  let [begun, made] = [0, 0]
  const runner = async () => {
    while (begun < sends) {
      if (begun++ % 50 === 49) await overtake(stage, { caller, bot, arrivals, seen })
      const mark = `${bot} ${made++}`
      const isForGroup = stage.random.next() < 0.8
      const reply = await caller.call(...(isForGroup ? toGroup(stage, mark, groups) : toUser(stage, mark)))
      if (reply.retcode !== 0) seen.notSent++
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, runner))
}

const toGroup = ({ random }, message, groups) => [
  'send_group_msg',
  { group_id: random.between(30001, 30000 + groups), message },
]

const toUser = ({ random }, message) => [
  'send_private_msg',
  { user_id: random.between(20001, 20000 + USERS), message },
]

/** A recall or a ban must arrive before most of what waits when it is made. */
async function overtake(stage, { caller, bot, arrivals, seen }) {
  const [action, params] = stage.random.pick([
    ['delete_msg', { message_id: 1 }],
    ['set_group_ban', { group_id: 30001, user_id: 20001, duration: 60 }],
  ])
  const waiting = caller.waiting.size
  const before = arrivals.of(bot)
  await caller.call(action, params)
  seen.recalls++
  if (arrivals.of(bot) - before > waiting / 2) seen.slowRecalls++
}

/** Notes what arrives at an account: when, for whom, and which one of which bot it is. */
function arrivalsAt(stage, account) {
  const clock = new ArrivalClock()
  stage.after(() => clock.stop())
  const sends = []
  const perBot = new Map()
  account.answer = (call, selfId) => {
    if (call.action.startsWith('send_')) {
      const { group_id: group, user_id: user, message } = call.params
      const [bot, number] = String(message).split(' ').map(Number)
      sends.push({
        ...clock.now(),
        target: group === undefined ? `user ${user}` : `group ${group}`,
        bot,
        number,
      })
      perBot.set(bot, (perBot.get(bot) ?? 0) + 1)
    }
    return answerOf(call, selfId)
  }
  return { sends, of: (bot) => perBot.get(bot) ?? 0 }
}

function windowFigures({ slackMs }, sends, limits) {
  const slack = LATE_MS + slackMs
  const targets = new Set(sends.map(({ target }) => target))
  const sendsTo = (target) => sends.filter((each) => each.target === target)
  const overIn = (kind) =>
    [...targets]
      .filter((target) => target.startsWith(kind))
      .reduce((sum, target) => sum + beyond(limits[kind], sendsTo(target), slack), 0)
  return [
    count('beyond the limit of the account', beyond(limits.account, sends, slack)),
    count('beyond that of a group', overIn('group')),
    ...(limits.user ? [count('beyond that of a user', overIn('user'))] : []),
  ]
}

/** Sends of one bot to one target that came behind a later one. */
function disordered(sends) {
  const last = new Map()
  let sum = 0
  for (const { target, bot, number } of sends) {
    const key = `${target} ${bot}`
    if (number <= (last.get(key) ?? -1)) sum++
    last.set(key, number)
  }
  return sum
}

/** One bot makes all calls at once, to few groups; what cannot leave in time is answered 1429. */
async function flooded(stage, account, flood) {
  const arrivals = arrivalsAt(stage, account)
  const query = `?self_id=${account.selfId}`
  const caller = await Caller.connect(stage.port, { token: tokenOf(0), query })
  const startedMs = performance.now()
  const replies = await Promise.all(
    Array.from({ length: flood }, (_, number) => caller.call(...toGroup(stage, `0 ${number}`, FEW_GROUPS))),
  )
  const tookMs = performance.now() - startedMs
  caller.close()
  const sent = replies.filter(({ retcode }) => retcode === 0).length
  const refused = replies.filter(({ retcode }) => retcode === 1429)
  return [
    told('calls at once', flood),
    count('answered neither 0 nor 1429', flood - sent - refused.length),
    count('1429 without `retry_after`', refused.filter(({ data }) => !(data?.retry_after > 0)).length),
    count('sent, but answered 1429, or the other way round', Math.abs(arrivals.sends.length - sent)),
    ...windowFigures(stage, arrivals.sends, SLOW_LIMITS),
    timed('all answered within', tookMs, SLOW_DEADLINE_MS + 1000, 'ms'),
  ]
}

export const r17 = {
  name: 'R17',
  what: '10,000 sends of five bots through one account with limits for account, group and user, with recalls and bans between them; 10,000 at once through another one with 20/min; signs of risk control from a third one',
  goal: 'no limit is exceeded as the receiver counts, but for 50 ms that a send may leave late; order per bot and target is kept; recalls and bans overtake; what cannot leave within 5 s is answered 1429 with `retry_after`; three signs stop the sends, one trial lets them go on',
  full: { sends: 10_000, groups: 20, flood: 10_000, trial: true },
  short: { sends: 250, groups: 4, flood: 500, trial: false },
  run: pacedSends,
}
