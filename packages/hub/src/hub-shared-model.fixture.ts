import { okReply } from '@rookery/protocol'
import fc from 'fast-check'
import { expect } from 'vitest'
import { askJson, postReceiver } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import type { Step } from './hub-rights-model.fixture.js'
import type { ClientRights } from './options.js'
import { application } from './peers.fixture.js'
import { mayDo, maySee } from './rights-oracle.fixture.js'
import { idOf, type ModelCall, type ModelEvent, type Rights, rights } from './rights-oracle-events.fixture.js'
import { lists, visible } from './rights-oracle-replies.fixture.js'
import { upstreamsOf } from './sharing.fixture.js'

type Body = Readonly<Record<string, unknown>>

/** How clients share events, messages and accounts. */
export interface Sharing {
  readonly sticky: 'group' | 'user' | 'none' | undefined
  readonly isOnce: boolean
  readonly isResponder: boolean
  readonly failOver: 'none' | 'same-group'
  /** Place among the calls from which on the first account is logged out. */
  readonly outageAt: number
}

/** Rights of two clients, and how they share. */
export interface SharedConfig {
  readonly own: Rights
  readonly other: Rights
  readonly sharing: Sharing
}

export const sharedConfigs: fc.Arbitrary<SharedConfig> = fc.record({
  own: rights,
  other: rights,
  sharing: fc.record({
    sticky: fc.constantFrom('group', 'user', 'none', undefined),
    isOnce: fc.boolean(),
    isResponder: fc.boolean(),
    failOver: fc.constantFrom('none', 'same-group'),
    outageAt: fc.integer({ min: 0, max: 14 }),
  }),
})

const FIRST = '10001'
const SECOND = '10002'
const bearer = (name: string) => ({ Authorization: `Bearer token-of-${name}` })

/** A real hub with two accounts in the same groups, and clients of two kinds of rights, over every transport. */
export async function tryShared(
  config: SharedConfig,
  events: readonly ModelEvent[],
  steps: readonly Step[],
): Promise<void> {
  const stage = new Stage()
  try {
    const scene = await set(stage, config)
    await seeEvents(scene, config, events)
    for (const [at, step] of steps.entries()) {
      if (at === config.sharing.outageAt) await logOut(scene)
      await tryCall(scene, config, events, { step, at })
    }
    await logOut(scene)
    for (const step of forStandIns(events)) await tryCall(scene, config, events, { step, at: 0 })
  } finally {
    await stage.close()
  }
}

/** Calls over a connection of the first account that the second one may execute, in groups of some events. */
function forStandIns(events: readonly ModelEvent[]): readonly Step[] {
  const groups = [...new Set(events.flatMap(({ event }) => (event.group_id ? [String(event.group_id)] : [])))]
  const step = (action: string, params: object, touches: ModelCall['touches']): Step => ({
    call: { action, params: JSON.stringify(params), touches },
    isAsync: false,
    way: 3,
  })
  return groups.slice(0, 2).flatMap((group) => {
    const at = events.findIndex(({ event }) => String(event.group_id) === group)
    const message = [{ type: 'forward', data: { id: String(idOf(at)) } }]
    return [
      step('send_group_msg', { group_id: group, message: 'x' }, [{ group }]),
      step('send_group_msg', { group_id: group, message }, [{ group }, { event: at }]),
    ]
  })
}

type Scene = Awaited<ReturnType<typeof set>>

async function set(stage: Stage, { own, other, sharing }: SharedConfig) {
  const accounts = [await stage.account(FIRST), await stage.account(SECOND)] as const
  for (const [index, each] of accounts.entries()) answering(each, (index + 1) * 10_000)
  const [app, hook] = [await application(stage), await postReceiver(stage)]
  const shared = rightsOf(sharing)
  const clients = [
    { name: 'forum', token: 'token-of-forum', ...own, ...shared },
    { name: 'app', type: 'ws-reverse', url: app.url, ...own, ...shared } as const,
    { name: 'hook', type: 'http-post', url: hook.url, ...other, ...shared } as const,
    { name: 'rival', token: 'token-of-rival', ...other, ...shared },
    { name: 'admin', token: 'token-of-admin' },
  ]
  const upstreams = upstreamsOf(accounts, { failOver: sharing.failOver })
  await stage.start([], { clients, upstreams, askOnce: false })
  await expect.poll(() => stage.hub.accounts().length).toBe(2)
  const open = (name: string, path = '/') => stage.opened(`${path}?self_id=all&access_token=token-of-${name}`)
  const [forum, api, rival, admin] = [
    await open('forum'),
    await open('forum', '/api'),
    await open('rival'),
    await open('admin'),
  ]
  await expect.poll(() => app.links.length).toBe(2)
  return { stage, accounts, app, hook, forum, api, rival, admin }
}

function answering(account: SimulatedAccount, firstId: number): void {
  const { answer } = account
  let next = firstId
  account.answer = (call, sendPart) => {
    const { action } = call
    if (Object.hasOwn(lists, action)) return okReply(lists[action as keyof typeof lists])
    if (action.startsWith('send_')) return okReply({ message_id: next++ })
    return /^get_(?:login|version)_info$/.test(action) ? answer(call, sendPart) : okReply()
  }
}

const rightsOf = ({
  sticky,
  isOnce,
  isResponder,
}: Sharing): Pick<ClientRights, 'balance' | 'sameMessage' | 'responder'> => ({
  ...(sticky && { balance: { name: 'workers', sticky } }),
  ...(isOnce && { sameMessage: 'once' }),
  ...(isResponder && { responder: 'first' }),
})

/** The event as the second account gets it: with ids of its own. */
const ofSecond = ({ event }: ModelEvent): object =>
  JSON.parse(
    JSON.stringify(event)
      .replaceAll(FIRST, SECOND)
      .replace(/\b10([01]\d)\b/g, '60$1'),
  )

const numbers = (bodies: readonly Body[]): number[] =>
  bodies.flatMap(({ n }) => (n === undefined ? [] : [Number(n)]))

/** Nobody gets what it may not see; all that anybody may see comes, shared as the config says. */
async function seeEvents(
  { stage, accounts: [first, second], app, hook, forum, rival, admin }: Scene,
  { own, other, sharing }: SharedConfig,
  events: readonly ModelEvent[],
): Promise<void> {
  for (const each of events) {
    first.emit(each.event)
    second.emit(ofSecond(each))
  }
  await expect.poll(() => numbers(admin.events).length).toBe(2 * events.length)
  const seenBy = (by: Rights): number[] => events.flatMap((each, n) => (maySee(by, each) ? [n] : []))
  const got = [
    { by: own, numbers: () => numbers(forum.events) },
    { by: own, numbers: () => numbers(app.texts.map((each) => JSON.parse(each) as Body)) },
    { by: other, numbers: () => numbers(hook.events()) },
    { by: other, numbers: () => numbers(rival.events) },
  ]
  const unique = (all: readonly number[]): number[] => [...new Set(all)].sort((a, b) => a - b)
  if (sharing.sticky) {
    // What must wait until another member has confirmed comes with the time.
    const all = async () => {
      await stage.clock.advance(300)
      return got.flatMap((each) => each.numbers())
    }
    const wanted = unique([...seenBy(own), ...seenBy(other)])
    const timeout = { timeout: 20_000 }
    await expect.poll(async () => unique(await all()), timeout).toEqual(wanted)
    if (!sharing.isOnce) await expect.poll(async () => (await all()).length, timeout).toBe(2 * wanted.length)
  } else for (const each of got) await expect.poll(() => unique(each.numbers())).toEqual(seenBy(each.by))
  for (const { by, numbers: of } of got)
    expect(
      of().filter((n) => !seenBy(by).includes(n)),
      JSON.stringify(by),
    ).toEqual([])
  for (const [name, by] of [['forum', own] as const, ['rival', other] as const]) {
    const { json } = await askJson(stage, '/get_events', '{}', bearer(name))
    if (json.retcode !== 0) continue
    const read = numbers((json.data as { readonly events: Body[] }).events)
    expect(unique(read)).toEqual(seenBy(by))
  }
}

async function logOut({ stage, accounts: [first] }: Scene): Promise<void> {
  const status = { online: false }
  first.emit({ post_type: 'meta_event', meta_event_type: 'heartbeat', status, interval: 5e6 })
  await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
}

/** Calls that reached an account, without what the hub asks by itself. */
const reached = ({ calls }: SimulatedAccount): string[] =>
  calls
    .map(({ action }) => action)
    .filter((action) => !/^get_(?:login|version)_info$|^get_status$/.test(action))

const isFree = (by: Rights): boolean => Object.keys(by).length === 0

/** What the hub may ask an account for, to find the one that a call is for. */
const ASKED = new Set(['get_group_list', 'get_friend_list'])

async function tryCall(
  scene: Scene,
  { own, other }: SharedConfig,
  events: readonly ModelEvent[],
  { step, at }: { readonly step: Step; readonly at: number },
): Promise<void> {
  const { accounts, admin } = scene
  const { call } = step
  const isAsync = step.isAsync && !call.becomes
  const [by, way] = step.way === 3 && at % 2 ? ([other, 'rival'] as const) : ([own, step.way] as const)
  const before = accounts.map((each) => reached(each).length)
  const reply = await made(scene, { ...step, isAsync }, way)
  const shown = JSON.stringify({ by, call, way, reply })
  const fresh = () => accounts.map((each, index) => reached(each).slice(before[index]))
  if (reply.retcode === 1) await expect.poll(() => fresh().flat(), { message: shown }).toContain(call.action)
  for (const self_id of [FIRST, SECOND]) await admin.call('get_status', { self_id })
  const may = mayDo(by, call, events)
  const parts = (isFree(by) ? [call] : (call.becomes ?? [call])).map(({ action }) => action)
  const isAllowed = (action: string): boolean =>
    (may && parts.includes(action)) || isAsking(action, call.action)
  expect(
    fresh()
      .flat()
      .filter((action) => !isAllowed(action)),
    shown,
  ).toEqual([])
  if (!may) expect([1400, 1403], shown).toContain(reply.retcode)
  const isOfChats = by.groups !== undefined || by.users !== undefined
  const touches = [call, ...(call.becomes ?? [])].flatMap((each) => each.touches)
  // Its ids are those of the first account, and mean something else to the second one.
  if (isOfChats && touches.some((each) => each !== 'untold' && 'event' in each))
    expect(fresh()[1], shown).not.toContain(call.action)
  const part = may && reply.retcode === 0 ? visible(by, call.action) : undefined
  if (part) expect(reply.data, shown).toEqual(part)
  await tryRecall(scene, by, reply, way)
}

const isAsking = (action: string, called: string): boolean => ASKED.has(action) && action !== called

/** What a stand-in or a chosen account sent is none of the other account's. */
async function tryRecall(
  { accounts: [first], forum, admin }: Scene,
  by: Rights,
  { data, served_by }: Body,
  way: unknown,
): Promise<void> {
  const { message_id } = Object(data) as { readonly message_id?: unknown }
  if ((way !== 0 && way !== 3) || String(served_by) !== SECOND || typeof message_id !== 'number') return
  if (by.groups === undefined && by.users === undefined) return
  const before = reached(first).length
  await forum.ask(
    JSON.stringify({ action: 'delete_msg', params: { message_id, self_id: Number(FIRST) }, echo: 'recall' }),
  )
  await admin.call('get_status', { self_id: FIRST })
  expect(reached(first).slice(before)).toEqual([])
}

/** Makes a call over one of the ways in. */
async function made(
  { stage, forum, api, rival, app }: Scene,
  { call: { action, params }, isAsync }: Step,
  way: number | 'rival',
): Promise<Body> {
  const name = isAsync ? `${action}_async` : action
  const text = `{"action":${JSON.stringify(name)},"params":${params},"echo":"e"}`
  if (way === 0) return JSON.parse(await forum.ask(text)) as Body
  if (way === 1) return JSON.parse(await api.ask(text)) as Body
  if (way === 2) return (await askJson(stage, `/${name}`, params, bearer('forum'))).json
  if (way === 'rival') return JSON.parse(await rival.ask(text)) as Body
  const before = app.texts.length
  const ofFirst = app.requests.findIndex((headers) => headers['x-self-id'] === FIRST)
  app.links[ofFirst]?.send([Buffer.from(text)])
  const replies = () => app.texts.slice(before).filter((each) => each.includes('"retcode"'))
  await expect.poll(() => replies().length).toBe(1)
  return JSON.parse(replies()[0] ?? '{}') as Body
}
