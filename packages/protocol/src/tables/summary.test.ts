import { describe, expect, test } from 'vitest'
import { retcodes } from '../retcodes.js'
import { actions } from './actions.js'
import { events } from './events.js'
import { segments } from './segments.js'
import { eventFields, isId, type Summary } from './table.js'

const isSummary = (value: object): value is Summary => 'zh' in value && 'en' in value

/** Every object in a table, with the way to it. */
function* objectsIn(value: unknown, path: string): Generator<readonly [string, object]> {
  if (typeof value !== 'object' || value === null) return
  yield [path, value]
  for (const [key, content] of Object.entries(value)) yield* objectsIn(content, `${path}.${key}`)
}

describe.each(Object.entries({ actions, events, segments, retcodes }))('the words of %s', (name, table) => {
  const found = [...objectsIn(table, name)]
  const summaries = found.flatMap(([path, value]) => (isSummary(value) ? [[path, value] as const] : []))

  test('are in both languages', () => {
    const wrong = summaries.filter(
      ([, { zh, en }]) => !/\p{Script=Han}/u.test(zh) || !/^[\x20-\x7e…]+$/.test(en),
    )
    expect(summaries.length).toBeGreaterThan(10)
    expect(wrong).toEqual([])
  })

  test('are there for every named thing', () => {
    const silent = found.filter(([, value]) => 'name' in value && 'type' in value && !('summary' in value))
    expect(silent).toEqual([])
  })

  test('are sentences for rows and phrases for fields', () => {
    const isRow = (path: string) =>
      name !== 'retcodes' && /^\w+\.[^[\]]+?\.summary$/.test(path) && !/\.\d+\./.test(path)
    const wrong = summaries
      .filter(([path]) => path.endsWith('.summary'))
      .filter(([path, { zh, en }]) => zh.endsWith('。') !== isRow(path) || en.endsWith('.') !== isRow(path))
    expect(wrong).toEqual([])
  })
})

test('ids are told by their name and their type', () => {
  expect(isId({ name: 'group_id', type: 'number (int64)' })).toBe(true)
  expect(isId({ name: 'user_id', type: 'number|string' })).toBe(true)
  expect(isId({ name: 'anonymous.id', type: 'number (int64)' })).toBe(true)
  expect(isId({ name: 'client.app_id', type: 'string' })).toBe(false)
  expect(isId({ name: 'uuid', type: 'string' })).toBe(false)
  expect(isId({ name: 'member_count', type: 'number (int32)' })).toBe(false)
})

test('an event has a sub_type only if its row knows some, and says what each means', () => {
  const subType = eventFields(events.GroupIncreaseEvent).find(({ name }) => name === 'sub_type')
  expect(subType?.values).toEqual(['approve', 'invite'])
  expect(subType?.summary).toEqual({
    zh: 'approve：管理员同意入群；invite：受邀入群',
    en: 'approve: an admin approved; invite: was invited',
  })
  expect(eventFields(events.HeartbeatEvent).map(({ name }) => name)).not.toContain('sub_type')
})
