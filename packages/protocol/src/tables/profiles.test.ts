import { describe, expect, test } from 'vitest'
import { actions } from './actions.js'
import { events } from './events.js'
import { actionFacts, eventFacts, segmentFacts } from './facts.gen.js'
import { loadTables } from './load-tables.js'
import { actionsOf, eventsOf } from './profiles.js'
import { segments } from './segments.js'
import { implementations } from './sources.js'
import { eventFields, takesIds } from './table.js'

describe('the profile of an implementation', () => {
  test.each(implementations)('lists the actions that %s has', (implementation) => {
    const rows = Object.entries(actions).filter(([, { source }]) => source.includes(implementation))
    expect(actionsOf(implementation)).toEqual(rows.map(([name]) => name))
    expect(actionsOf(implementation)).toContain('send_msg')
  })

  test('leaves out what others have', () => {
    expect(actionsOf('go-cqhttp')).toContain('get_guild_list')
    expect(actionsOf('lagrange')).not.toContain('get_guild_list')
    expect(actionsOf('lagrange')).not.toContain('set_client_name')
  })

  test('lists the events that it emits', () => {
    expect(eventsOf('lagrange')).toContain('BotOnlineEvent')
    expect(eventsOf('napcat')).not.toContain('BotOnlineEvent')
    expect(eventsOf('napcat')).not.toContain('RookeryGapEvent')
  })
})

describe('the facts', () => {
  test('are there for every row', () => {
    expect(Object.keys(actionFacts)).toEqual(Object.keys(actions))
    expect(Object.keys(eventFacts)).toEqual(Object.keys(events))
    expect(Object.keys(segmentFacts)).toEqual(Object.keys(segments))
  })

  test('hold what programs need and no words', () => {
    expect(actionFacts.set_group_anonymous_ban.params[2]).toEqual({
      name: 'anonymous_flag',
      type: 'string',
      required: false,
      aliases: ['flag'],
    })
    expect(JSON.stringify([actionFacts, eventFacts, segmentFacts])).not.toMatch(/\p{Script=Han}/u)
  })

  test('name every field of an event, the shared ones first', () => {
    const names = eventFields(events.HonorEvent).map(({ name }) => name)
    expect(eventFacts.HonorEvent.fields.map(({ name }) => name)).toEqual(names)
    expect(names.slice(0, 5)).toEqual(['time', 'self_id', 'post_type', 'notice_type', 'sub_type'])
  })
})

test('the words are loaded on demand', async () => {
  expect(await loadTables()).toEqual({ actions, events, segments })
})

test('a parameter takes an id by its name where the wire wants a string', () => {
  expect(takesIds({ name: 'group_id', type: 'string' })).toBe(true)
  expect(takesIds({ name: 'user_ids', type: 'array<number|string>' })).toBe(true)
  expect(takesIds({ name: 'users', type: 'array<number>' })).toBe(true)
  expect(takesIds({ name: 'file_id', type: 'string' })).toBe(false)
  expect(takesIds({ name: 'images', type: 'array<string>' })).toBe(false)
})
