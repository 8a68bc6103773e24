import { until } from '../clock.mjs'
import { messageText, readEvent } from '../counts/event.mjs'
import { Caller } from '../peers/caller.mjs'
import { postCall } from '../peers/http-call.mjs'
import { answerOf } from '../peers/implementation.mjs'
import { atLeast, count, told } from '../report/figures.mjs'

const ACCOUNTS = 5
/** All accounts are in this group. */
const COMMON = 30001
/** Each is alone in a group of its own. */
const ownGroup = (index) => 40001 + index
const BATCH = 20
/** Ids of messages that one account may give. */
const IDS_EACH = 1_000_000

/** Calls of all kinds to five accounts in one group, which are logged out and come back; then the same with a stand-in. */
async function rightAccount(stage, { calls, withOne }) {
  const { implementations, hub } = await stage.begin({ accounts: Array(ACCOUNTS).fill({}) })
  const scene = new Scene(stage, implementations)
  const alone = await play(scene, kinds, calls)
  await hub.stop()
  stage.config.upstreams.at(-1).fail_over = 'same-group'
  await stage.startReady(implementations)
  const stoodIn = await play(new Scene(stage, implementations), withStandIn, withOne)
  return [
    told('calls', alone.calls),
    ...figuresOf(alone),
    told('calls with a stand-in', stoodIn.calls),
    ...figuresOf(stoodIn),
    atLeast('executed by the stand-in', stoodIn.stoodIn, 1),
  ]
}

const figuresOf = ({ wrong, twice, refused, unfit, unasked, untold }) => [
  atLeast('that no account fits', unfit, 1),
  count('at a wrong account', wrong),
  count('executed twice', twice),
  count('refused although the account is there', refused),
  count('executed although no account fits', unasked),
  count('`served_by` missing, wrong or unasked', untold),
]

async function play(scene, choice, calls) {
  const seen = { calls: 0, wrong: 0, twice: 0, refused: 0, unfit: 0, unasked: 0, untold: 0, stoodIn: 0 }
  await scene.begin()
  while (seen.calls < calls) {
    await scene.change()
    await Promise.all(Array.from({ length: BATCH }, () => callOnce(scene, scene.random.pick(choice), seen)))
  }
  scene.close()
  return seen
}

/** Makes one call, and compares where it arrived with where it had to. */
async function callOnce(scene, kind, seen) {
  const mark = ++seen.calls
  const { expected, isTold, isStandIn, call } = kind(scene, mark)
  const reply = await call()
  const at = scene.arrivals.get(mark) ?? []
  scene.arrivals.delete(mark)
  if (at.length > 1) seen.twice++
  if (expected === undefined) seen.unfit++
  if (isStandIn) seen.stoodIn += at.length
  if (expected === undefined) seen.unasked += at.length
  else if (at.length === 0) seen.refused++
  else if (at[0] !== expected) seen.wrong++
  const told = at.length > 0 && isTold ? expected : undefined
  if (reply.served_by !== told) seen.untold++
}

/** The accounts, who is logged out, and whose event came last. */
class Scene {
  random
  /** The accounts at which each call arrived. */
  arrivals = new Map()
  accounts
  all
  bound = []
  #port
  #out = new Set()
  /** Accounts by their last event in the common group, the newest first. */
  #recent = []
  #lastMessage = new Map()
  #received = 0

  constructor(stage, implementations) {
    this.random = stage.random
    this.#port = stage.port
    this.accounts = implementations.map((each, index) => this.#prepare(each, index))
  }

  async begin() {
    const onText = (text) => {
      if (readEvent(text)) this.#received++
    }
    this.all = await Caller.connect(this.#port, { query: '?self_id=all', onText })
    for (const { selfId } of this.accounts)
      this.bound.push(await Caller.connect(this.#port, { query: `?self_id=${selfId}` }))
  }

  close() {
    for (const each of [this.all, ...this.bound]) each.close()
  }

  /** Somebody is logged out, or back again; then an event comes, behind which the hub knows. */
  async change() {
    const account = this.random.pick(this.accounts)
    if (this.random.next() < 0.3) this.#toggle(account)
    this.#recent = [account, ...this.#recent.filter((each) => each !== account)]
    const before = this.#received
    account.implementation.send()
    this.#lastMessage.set(account, account.implementation.sent.count)
    await until('an event comes', () => this.#received > before, { everyMs: 1 })
  }

  isOut(account) {
    return this.#out.has(account)
  }

  /** The account that answers in the common group, if nobody names one. */
  preferred() {
    const online = this.accounts.filter((each) => !this.isOut(each))
    return this.#recent.find((each) => online.includes(each)) ?? online[0]
  }

  /** An account whose event came, with the id of that message. */
  message() {
    const [account, n] = this.random.pick([...this.#lastMessage])
    return { account, id: account.index * IDS_EACH + n }
  }

  post(action, params) {
    return postCall(this.#port, action, params).then(({ reply }) => reply)
  }

  #prepare(implementation, index) {
    const { selfId } = implementation
    const account = { index, selfId, implementation }
    let sent = IDS_EACH / 2
    implementation.textOf = (n, at) =>
      messageText(n, at, { selfId, groupId: COMMON, messageId: index * IDS_EACH + n })
    implementation.answer = (call) => {
      if (call.action === 'get_group_list') return ok(groupsOf(index))
      if (call.action === 'get_status') return ok({ online: !this.isOut(account), good: true })
      const { mark } = call.params ?? {}
      if (mark === undefined) return answerOf(call, selfId)
      this.arrivals.set(mark, [...(this.arrivals.get(mark) ?? []), selfId])
      return ok({ message_id: index * IDS_EACH + sent++ })
    }
    return account
  }

  #toggle(account) {
    const comesBack = this.#out.delete(account)
    if (!comesBack) this.#out.add(account)
    account.implementation.sendText(heartbeat(account.selfId, comesBack))
  }
}

const ok = (data) => ({ status: 'ok', retcode: 0, data })

const groupsOf = (index) => [COMMON, ownGroup(index)].map((group_id) => ({ group_id, group_name: 'a group' }))

const heartbeat = (selfId, online) =>
  `{"time":1,"self_id":${selfId},"post_type":"meta_event","meta_event_type":"heartbeat","status":{"online":${online},"good":${online}},"interval":5000000}`

const send = (group_id, mark) => ['send_group_msg', { group_id, message: 'hello', mark }]

/** Kinds of calls, each with the account that has to execute it, and whether the reply has to say so. */
const kinds = [
  function inCommonGroup(scene, mark) {
    return {
      expected: scene.preferred()?.selfId,
      isTold: true,
      call: () => scene.all.call(...send(COMMON, mark)),
    }
  },
  function inOwnGroup(scene, mark) {
    const account = scene.random.pick(scene.accounts)
    const call = () => scene.all.call(...send(ownGroup(account.index), mark))
    return { expected: scene.isOut(account) ? undefined : account.selfId, isTold: true, call }
  },
  function inOwnGroupOverHttp(scene, mark) {
    const account = scene.random.pick(scene.accounts)
    const call = () => scene.post(...send(ownGroup(account.index), mark))
    return { expected: scene.isOut(account) ? undefined : account.selfId, isTold: true, call }
  },
  function byName(scene, mark) {
    const { selfId } = scene.random.pick(scene.accounts)
    const [action, params] = send(COMMON, mark)
    const caller = scene.random.pick([scene.all, ...scene.bound])
    return { expected: selfId, call: () => caller.call(action, { ...params, self_id: selfId }) }
  },
  function byNameOverHttp(scene, mark) {
    const { selfId } = scene.random.pick(scene.accounts)
    const [action, params] = send(COMMON, mark)
    return { expected: selfId, call: () => scene.post(action, { ...params, self_id: selfId }) }
  },
  function ofMessage(scene, mark) {
    const { account, id } = scene.message()
    return {
      expected: account.selfId,
      isTold: true,
      call: () => scene.all.call('delete_msg', { message_id: id, mark }),
    }
  },
  function bound(scene, mark) {
    const { index, selfId } = scene.random.pick(scene.accounts)
    const group = scene.random.pick([COMMON, ...scene.accounts.map((each) => ownGroup(each.index))])
    return { expected: selfId, call: () => scene.bound[index].call(...send(group, mark)) }
  },
]

/** The same where the last account stands in for others. */
const withStandIn = [
  ...kinds.filter(({ name }) => name !== 'bound'),
  function boundInCommonGroup(scene, mark) {
    const account = scene.random.pick(scene.accounts)
    const standIn = scene.accounts.at(-1)
    const isOther = scene.isOut(account) && account !== standIn && !scene.isOut(standIn)
    return {
      expected: (isOther ? standIn : account).selfId,
      isTold: isOther,
      isStandIn: isOther,
      call: () => scene.bound[account.index].call(...send(COMMON, mark)),
    }
  },
  function boundInOwnGroup(scene, mark) {
    const { index, selfId } = scene.random.pick(scene.accounts)
    return { expected: selfId, call: () => scene.bound[index].call(...send(ownGroup(index), mark)) }
  },
]

export const r19 = {
  name: 'R19',
  what: '10,000 calls to five accounts in one group that are logged out and come back: by group, message, name and connection, over WebSocket and HTTP; then 2,000 where one account has `fail_over: same-group`',
  goal: 'each call is executed once, by the right account, and by none if none fits; another account never stands in unasked, and never without saying so',
  full: { calls: 10_000, withOne: 2_000 },
  short: { calls: 600, withOne: 500 },
  runs: 'beside',
  run: rightAccount,
}
