import { okReply } from '@rookery/protocol'
import { expect } from 'vitest'
import { askJson, postReceiver, reading } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import { application } from './peers.fixture.js'
import { mayDo, maySee } from './rights-oracle.fixture.js'
import type { ModelCall, ModelEvent, Rights } from './rights-oracle-events.fixture.js'
import { lists, visible } from './rights-oracle-replies.fixture.js'

type Body = Readonly<Record<string, unknown>>

/** A call, the way in that it takes, and whether it is to be executed later. */
export interface Step {
  readonly call: ModelCall
  readonly isAsync: boolean
  readonly way: number
}

/** Each list once, over a way of its own. */
const listSteps = Object.keys(lists).map(
  (action, way): Step => ({ call: { action, params: '{}', touches: [] }, isAsync: false, way }),
)

const TOKEN = 'token-of-forum'
const bearer = { Authorization: `Bearer ${TOKEN}` }

/** A real hub with one client of some rights on each transport, and another client that may do everything. */
export async function tryRights(
  rights: Rights,
  events: readonly ModelEvent[],
  steps: readonly Step[],
): Promise<void> {
  const stage = new Stage()
  try {
    const scene = await set(stage, rights)
    await seeEvents(scene, rights, events)
    for (const each of [...steps, ...listSteps]) await tryCall(scene, rights, events, each)
    await answerPosts(scene, rights, events)
  } finally {
    await stage.close()
  }
}

type Scene = Awaited<ReturnType<typeof set>>

async function set(stage: Stage, rights: Rights) {
  const account = await stage.account()
  const answer = account.answer
  account.answer = (call, sendPart) => {
    const { action } = call
    if (Object.hasOwn(lists, action)) return okReply(lists[action as keyof typeof lists])
    return /^get_(?:login|version)_info$/.test(action) ? answer(call, sendPart) : okReply()
  }
  const app = await application(stage)
  const hook = await postReceiver(stage)
  const clients = [
    { name: 'forum', token: TOKEN, ...rights },
    { name: 'app', type: 'ws-reverse', url: app.url, ...rights } as const,
    { name: 'hook', type: 'http-post', url: hook.url, ...rights } as const,
    { name: 'admin', token: 'token-of-admin' },
  ]
  // What is counted is what reaches the implementation, each time.
  await stage.start([account], { clients, askOnce: false })
  const [client, api, admin] = [
    await stage.opened(`?access_token=${TOKEN}`),
    await stage.opened(`/api?access_token=${TOKEN}`),
    await stage.opened('?access_token=token-of-admin'),
  ]
  const reader = await reading(stage, '', bearer)
  await expect.poll(() => app.links.length).toBe(1)
  return { stage, account, app, hook, client, api, admin, reader }
}

const numbers = (bodies: readonly Body[]): unknown[] =>
  bodies.flatMap(({ n }) => (n === undefined ? [] : [n]))

/** Every transport brings the events that the client may see, in order, and no other. */
async function seeEvents(scene: Scene, rights: Rights, events: readonly ModelEvent[]): Promise<void> {
  const { stage, account, app, hook, client, admin, reader } = scene
  for (const { event } of events) account.emit(event)
  await expect.poll(() => numbers(admin.events).length).toBe(events.length)
  const seen = events.flatMap((each, n) => (maySee(rights, each) ? [n] : []))
  const all: readonly (() => unknown[])[] = [
    () => numbers(client.events),
    () => numbers(reader.bodies),
    // Posts of several chats are under way at once.
    () => numbers(hook.events()).sort((a, b) => Number(a) - Number(b)),
    () => numbers(app.texts.map((each) => JSON.parse(each) as Body)),
  ]
  for (const each of all) await expect.poll(each).toEqual(seen)
  const { json } = await askJson(stage, '/get_events', '{}', bearer)
  if (json.retcode === 0) expect(numbers((json.data as { events: Body[] }).events)).toEqual(seen)
  else expect(rights.actions).toBeDefined()
}

/** Calls that reached the implementation, without what the hub asks by itself. */
const reached = ({ calls }: SimulatedAccount) =>
  calls.filter(({ action }) => !/^get_(?:login|version)_info$|^get_status$/.test(action))

/** A client that nothing is forbidden has its quick operations executed by the implementation itself. */
const isFree = (rights: Rights): boolean => Object.keys(rights).length === 0

async function tryCall(
  scene: Scene,
  rights: Rights,
  events: readonly ModelEvent[],
  step: Step,
): Promise<void> {
  const { account, admin } = scene
  const { call, isAsync } = step
  const before = reached(account).length
  const reply = await made(scene, step)
  // Whatever was sent by then has arrived before it.
  await admin.call('get_status')
  const may = mayDo(rights, call, events)
  const shown = JSON.stringify({ rights, call, reply })
  expect(reply.retcode === 1403, shown).toBe(!may)
  const sent = reached(account).slice(before)
  const parts = isFree(rights) ? [call] : (call.becomes ?? [call])
  const expected = may ? parts.map(({ action }) => action) : []
  if (may && isAsync && sent.length < expected.length)
    await expect.poll(() => reached(account).length, { message: shown }).toBe(before + expected.length)
  expect(
    reached(account)
      .slice(before)
      .map(({ action }) => action),
    shown,
  ).toEqual(expected)
  const part = may && !isAsync ? visible(rights, call.action) : undefined
  if (part) expect(reply.data, shown).toEqual(part)
}

/** Makes a call over one of the ways in. */
async function made(scene: Scene, { call: { action, params }, isAsync, way }: Step): Promise<Body> {
  const { stage, client, api, app } = scene
  const name = isAsync ? `${action}_async` : action
  const text = `{"action":${JSON.stringify(name)},"params":${params},"echo":"e"}`
  if (way === 0) return JSON.parse(await client.ask(text)) as Body
  if (way === 1) return JSON.parse(await api.ask(text)) as Body
  if (way === 2) return (await askJson(stage, `/${name}`, params, bearer)).json
  const before = app.texts.length
  app.links[0]?.send([Buffer.from(text)])
  const replies = () => app.texts.slice(before).filter((each) => each.includes('"retcode"'))
  await expect.poll(() => replies().length).toBe(1)
  return JSON.parse(replies()[0] ?? '{}') as Body
}

/** The answers of an application to its posts do what it may do, and nothing else. */
async function answerPosts(scene: Scene, rights: Rights, events: readonly ModelEvent[]): Promise<void> {
  const { account, hook, admin } = scene
  const operation = { reply: 'to you', at_sender: false, kick: true }
  hook.answer = ({ event }) => ({ status: 200, body: event.again ? JSON.stringify(operation) : '' })
  const before = reached(account).length
  const posted = hook.posts.length
  const again = events.filter(({ event }) => event.message_type === 'group' && event.post_type === 'message')
  for (const { event } of again) account.emit({ ...event, again: true })
  const seen = again.filter((each) => maySee(rights, each))
  await expect.poll(() => hook.posts.length).toBeGreaterThanOrEqual(posted + seen.length)
  const parts = seen.flatMap(({ touches }): ModelCall[] => {
    const names = isFree(rights) ? ['.handle_quick_operation'] : ['send_group_msg', 'set_group_kick']
    const becomes = names.map((action) => ({ action, params: '{}', touches }))
    return becomes.every((each) => mayDo(rights, each, events)) ? becomes : []
  })
  await expect.poll(() => reached(account).length).toBe(before + parts.length)
  await admin.call('get_status')
  expect(reached(account).length).toBe(before + parts.length)
}
