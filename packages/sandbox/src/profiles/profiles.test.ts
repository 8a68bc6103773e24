import {
  type ActionName,
  type ActionRow,
  type EventName,
  eventFacts,
  loadTables,
  type OneBotEvent,
  type Source,
} from '@rookery/protocol'
import { beforeAll, describe, expect, it } from 'vitest'
import { actionHandlers } from '../actions/actions.js'
import { cases } from '../actions/cases/cases.fixture.js'
import { runCase } from '../actions/cases/run-case.fixture.js'
import type { Deed } from '../deeds/deeds.js'
import { step } from '../step.js'
import { buildWorld } from '../world/build-world.js'
import { type Profile, profiles, profilesWith } from '../world/profile.js'
import { allLike, NOW_MS } from '../world/world.fixture.js'
import type { World } from '../world/world.js'
import { nameOf } from './shape-event.js'

type Fields = Readonly<Record<string, unknown>>

interface Row {
  readonly name: string
  readonly source?: readonly Source[]
  readonly omitted_by?: readonly Source[]
  readonly optional?: boolean
}

let tables: Readonly<Record<string, ActionRow>>

beforeAll(async () => {
  tables = (await loadTables()).actions
})

const names = Object.keys(actionHandlers) as readonly ActionName[]

const worldLike = (profile: Profile): World => buildWorld(allLike(profile), NOW_MS)

const call = (world: World, action: string, params: object = {}) =>
  step(world, { is: 'call', nowMs: NOW_MS, self_id: 10000, action, params })

describe.each(profiles)('an account like %s', (profile) => {
  const lacking = names.filter((name) => !profilesWith(name).includes(profile))

  it.each(lacking)('has no action %s', (action) => {
    const { answer } = call(worldLike(profile), action)
    expect(answer).toMatchObject({ status: 'failed', retcode: 1404 })
    expect(answer).toHaveProperty('reason', expect.stringContaining(profilesWith(action)[0] ?? ''))
  })

  const able = cases.filter(
    (each) => each.refusal === undefined && profilesWith(each.action).includes(profile),
  )

  it.each(able.map((each) => [each.action, each.name, each] as const))(
    '%s %s: answers with all that its table names, and nothing of others',
    (action, _, each) => {
      const { answer } = runCase({ ...each, profile })
      if (answer.status === 'ok') expect(faultsOf(profile, action, answer.data)).toEqual([])
      else expect(answer).toMatchObject({ retcode: expect.toBeOneOf([1, 1400]) })
    },
  )

  it.each(able.map((each) => [each.action, each.name, each] as const))(
    '%s %s: tells only what it reports',
    (_, __, each) => {
      for (const { event } of runCase({ ...each, profile }).events)
        expect(eventFaults(profile, event)).toEqual([])
    },
  )
})

/** Lists what an answer lacks, and what is in it that only others give. */
function faultsOf(profile: Profile, action: ActionName, data: unknown): readonly string[] {
  const { data: shared, ext_data = [], data_variants = {} } = tables[action] as ActionRow
  const own = data_variants[profile] ?? shared
  if (own === 'null') return data === null ? [] : ['it is not null']
  if (typeof own === 'string' || 'value' in own || 'stream' in own) return []
  const isList = 'array' in own
  if (Array.isArray(data) !== isList) return [isList ? 'it is no list' : 'it is a list']
  const rows = isList ? own.array : own
  if (typeof rows === 'string') return []
  const items = (isList ? data : [data]) as readonly Fields[]
  return items.flatMap((item) => [
    ...missing(profile, rows, item),
    ...foreign(profile, ext_data, item),
    ...(item === null || typeof item !== 'object' ? ['it is no object'] : []),
  ])
}

const gives = (profile: Profile, { source, omitted_by = [] }: Row): boolean =>
  (source === undefined || source.includes(profile)) && !omitted_by.includes(profile)

const missing = (profile: Profile, rows: readonly Row[], item: Fields): readonly string[] =>
  rows
    .filter((row) => !row.optional && !/[.[*]/.test(row.name) && gives(profile, row))
    .flatMap(({ name }) => (Object.hasOwn(item, name) ? [] : [`${name} is missing`]))

const foreign = (profile: Profile, rows: readonly Row[], item: Fields): readonly string[] =>
  rows
    .filter(
      (row) =>
        !/[.[*]/.test(row.name) && !rows.some((each) => each.name === row.name && gives(profile, each)),
    )
    .flatMap(({ name }) => (Object.hasOwn(item, name) ? [`${name} is of others`] : []))

function eventFaults(profile: Profile, event: OneBotEvent): readonly string[] {
  const rows = Object.keys(eventFacts)
    .map((name) => eventFacts[name as EventName])
    .filter(({ post_type, detail_type, sub_types }) =>
      sub_types.length === 0
        ? nameOf(event) === `${post_type}.${detail_type}`
        : sub_types.some(
            ({ value, source }) =>
              nameOf(event) === `${post_type}.${detail_type}.${value}` &&
              (source === undefined || source.includes(profile)),
          ),
    )
    .filter(({ source }) => source.includes(profile))
  const all = rows.map(({ fields }) => [
    ...missing(
      profile,
      fields.filter(({ required }) => required),
      event as unknown as Fields,
    ),
    ...foreign(profile, fields, event as unknown as Fields),
  ])
  if (all.length === 0) return [`${profile} has no ${nameOf(event)}`]
  return all.some((faults) => faults.length === 0) ? [] : all.flat()
}

const does = (profile: Profile, by: number, deed: Deed, world = worldLike(profile)) =>
  step(world, { is: 'deed', nowMs: NOW_MS, by, deed })

const toldOf = (profile: Profile, by: number, deed: Deed, world?: World): readonly Fields[] =>
  does(profile, by, deed, world)
    .events.filter(({ self_id }) => self_id === 10000)
    .map(({ event }) => event as unknown as Fields)

const [ALICE, BOB] = [20001, 20002]

describe('what differs between implementations', () => {
  it.each([
    ['napcat', [{ sub_type: 'poke', raw_info: [{ type: 'qq' }, { type: 'img' }, {}, { type: 'qq' }, {}] }]],
    ['llbot', [{ sub_type: 'poke', raw_info: [{}, {}, {}, {}, {}] }]],
    ['lagrange', [{ sub_type: 'poke', action: '戳了戳', suffix: '' }]],
    ['go-cqhttp', [{ sub_type: 'poke', sender_id: BOB }]],
  ] as const)('a poke in a group of %s', (profile, events) => {
    expect(toldOf(profile, BOB, { do: 'poke', group_id: 30001, user_id: 10000 })).toMatchObject(events)
  })

  it.each([
    ['napcat', [{ notice_type: 'notify', sub_type: 'group_name', name_new: '新' }]],
    ['llbot', []],
    ['lagrange', [{ notice_type: 'group_name_change', name: '新' }]],
    ['go-cqhttp', []],
  ] as const)('a new name of a group of %s', (profile, events) => {
    expect(toldOf(profile, ALICE, { do: 'rename_group', group_id: 30001, group_name: '新' })).toMatchObject(
      events,
    )
  })

  it.each([
    ['napcat', [{ notice_type: 'group_decrease', sub_type: 'disband' }]],
    ['llbot', [{ notice_type: 'group_dismiss', user_id: ALICE }]],
    ['lagrange', [{ notice_type: 'group_decrease', sub_type: 'disband' }]],
    ['go-cqhttp', []],
  ] as const)('the end of a group of %s', (profile, events) => {
    expect(toldOf(profile, ALICE, { do: 'dismiss', group_id: 30001 })).toMatchObject(events)
  })

  it.each([
    ['napcat', { message_format: 'array', real_seq: '1' }, ['anonymous', 'message_style']],
    ['llbot', { message_format: 'array', message_seq: 1 }, ['anonymous', 'real_id']],
    ['lagrange', { anonymous: null }, ['real_id', 'message_format', 'group_name', 'message_seq']],
    ['go-cqhttp', { anonymous: null, message_seq: 1 }, ['real_id', 'message_format', 'group_name']],
  ] as const)('a message of %s, as event and as get_msg gives it', (profile, holds, lacks) => {
    const taken = does(profile, BOB, { do: 'say', group_id: 30001, message: '你好' })
    const [event] = taken.events.filter(({ self_id }) => self_id === 10000).map((told) => told.event)
    const { answer } = call(taken.world, 'get_msg', { message_id: 1 })
    const kept = lacks.filter((name) => name !== 'real_id')
    expect(event).toMatchObject(holds)
    for (const name of lacks) expect(event).not.toHaveProperty(name)
    expect(answer.data).toMatchObject({ message_id: 1, real_id: 1, message: [{ type: 'text' }] })
    for (const name of kept) expect(answer.data).not.toHaveProperty(name)
  })

  it.each([
    ['napcat', true, false, { group_all_shut: 0 }],
    ['llbot', true, true, { owner_id: ALICE }],
    ['lagrange', false, false, {}],
    ['go-cqhttp', false, true, { group_level: 1 }],
  ] as const)(
    'qq_level and is_robot of members, group_create_time of groups: %s',
    (profile, level, time, group) => {
      const world = worldLike(profile)
      const member = call(world, 'get_group_member_info', { group_id: 30001, user_id: BOB }).answer.data
      const info = call(world, 'get_group_info', { group_id: 30001 }).answer.data
      expect(Object.hasOwn(member as object, 'qq_level')).toBe(level)
      expect(Object.hasOwn(member as object, 'is_robot')).toBe(level)
      expect(Object.hasOwn(info as object, 'group_create_time')).toBe(time)
      expect(info).toMatchObject(group)
    },
  )

  it.each([
    ['napcat', [{ type: 'private' }, { type: 'group' }]],
    ['llbot', { private_key: expect.any(String), group_key: expect.any(String) }],
    ['lagrange', { rkeys: [{ type: 'private' }, { type: 'group' }] }],
  ] as const)('get_rkey of %s', (profile, data) => {
    expect(call(worldLike(profile), 'get_rkey').answer.data).toMatchObject(data)
  })

  it.each([
    ['napcat', 'napcat', [{ variants: { model_show: 'napcat', need_pay: false } }]],
    ['go-cqhttp', 'Rook 1', { variants: [{ model_show: 'Rook 1', need_pay: false }] }],
  ] as const)('_get_model_show of %s', (profile, model, data) => {
    expect(call(worldLike(profile), '_get_model_show', { model }).answer.data).toEqual(data)
  })

  it.each([
    ['napcat', 'failed', null],
    ['llbot', 'ok', { messages: [] }],
    ['lagrange', 'failed', null],
    ['go-cqhttp', 'ok', { messages: [] }],
  ] as const)('the history of %s where nothing was said', (profile, status, data) => {
    const { answer } = call(worldLike(profile), 'get_group_msg_history', { group_id: 30001 })
    expect(answer).toMatchObject({ status, data })
  })

  it.each([
    ['napcat', 'ok'],
    ['llbot', 'ok'],
    ['lagrange', 'ok'],
    ['go-cqhttp', 'failed'],
  ] as const)('set_group_add_request of %s without sub_type', (profile, status) => {
    const { world } = does(profile, 20003, { do: 'request_join', group_id: 30001 })
    const flag = world.requests.first()?.flag
    expect(call(world, 'set_group_add_request', { flag }).answer.status).toBe(status)
  })

  it.each([
    ['napcat', 0],
    ['lagrange', 0],
    ['llbot', 1800],
    ['go-cqhttp', 1800],
  ] as const)('how long %s mutes who is muted without a duration', (profile, seconds) => {
    const { events } = call(worldLike(profile), 'set_group_ban', { group_id: 30001, user_id: BOB })
    const durations = events.flatMap(({ event }) => ('duration' in event ? [event.duration] : []))
    expect(new Set(durations)).toEqual(new Set([seconds]))
  })

  it.each([
    ['napcat', ['bot_offline']],
    ['llbot', []],
    ['lagrange', ['bot_offline', 'bot_online']],
    ['go-cqhttp', []],
  ] as const)('what %s says of going and coming back', (profile, notices) => {
    const online = (world: World, isOnline: boolean) =>
      step(world, { is: 'online', nowMs: NOW_MS, self_id: 10000, online: isOnline })
    const gone = online(worldLike(profile), false)
    const events = [...gone.events, ...online(gone.world, true).events]
    expect(events.map(({ event }) => ('notice_type' in event ? event.notice_type : ''))).toEqual(notices)
  })
})
