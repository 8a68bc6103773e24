import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseExact } from '../json/parse-exact.js'
import { actionFacts } from '../tables/facts.gen.js'
import type { ParamFacts } from '../tables/facts.js'
import { type CheckedAction, checkParams, paramDefaults } from './check-params.js'

type Name = keyof typeof actionFacts

const check = (name: Name, params: unknown) => checkParams(actionFacts[name], params)
const names = Object.keys(actionFacts) as Name[]
const standard = names.filter((name) => actionFacts[name].source.some((each) => /^onebot11-/.test(each)))

const segment = { type: 'text', data: { text: '喵' } }

const segmentOrText = (type = 'any'): unknown => (type === 'string' ? '喵' : segment)

/** A value of the parameter's type, and one that is none, whatever is coerced. */
function sample({ type, values }: ParamFacts): { good: unknown; bad: unknown; text: string | undefined } {
  if (values) return { good: values[0], bad: 'x', text: undefined }
  if (type.startsWith('number'))
    return { good: 7, bad: 'seven', text: type.includes('string') ? undefined : '7' }
  if (type.startsWith('boolean')) return { good: true, bad: 'maybe', text: 'Yes' }
  if (type === 'message') return { good: [segment], bad: [{ data: {} }], text: undefined }
  const items = /^array(?:<(.*)>)?$/.exec(type)
  if (items)
    return {
      good: items[1]?.startsWith('number') ? [7] : [segmentOrText(items[1])],
      bad: 'x',
      text: undefined,
    }
  if (type === 'object') return { good: { a: 1 }, bad: [1], text: '{"a":1}' }
  return { good: '喵', bad: { a: 1 }, text: undefined }
}

/** Params that are right, with everything that is needed and nothing else. */
function rightParams({
  params,
  ext_params = [],
  one_of_required = [],
}: CheckedAction): Record<string, unknown> {
  const rows = [...params, ...ext_params].filter(
    ({ name, required, required_when }) => required || required_when || name === one_of_required[0],
  )
  return Object.fromEntries(rows.map((row) => [row.name, sample(row).good]))
}

describe.each(standard)('%s of the standard', (name) => {
  const action = actionFacts[name]
  const right = rightParams(action)
  const rows = action.params.map((row) => ({ row, name: row.name, ...sample(row) }))

  it('takes what is right, and surplus keys with it, as it came', () => {
    const params = { ...right, vendor_key: { a: null }, constructor: 1 }
    expect(check(name, params)).toEqual({ params })
    expect(check(name, right)).toEqual({ params: right })
  })

  it.each(rows)('answers 1400 where $name is of the wrong type, and says so', ({ name: param, row, bad }) => {
    const checked = check(name, { ...right, [param]: bad })
    if (row.type.includes('any')) return
    expect(checked).toMatchObject({ retcode: 1400 })
    expect(checked).toHaveProperty(
      'reason',
      expect.stringMatching(new RegExp(`^"${param}.* must be .*, found `)),
    )
  })

  it.each(rows.filter(({ text }) => text !== undefined))(
    'reads $name from text',
    ({ name: param, text, good }) => {
      expect(check(name, { ...right, [param]: text })).toEqual({ params: { ...right, [param]: good } })
    },
  )

  it.each(rows.filter(({ row }) => row.required))('needs $name, null or absent', ({ name: param }) => {
    const { [param]: _, ...rest } = right
    const reason = expect.stringMatching(new RegExp(`^"${param}" must be .*, found nothing$`))
    expect(check(name, rest)).toEqual({ retcode: 1400, reason })
    expect(check(name, { ...rest, [param]: null })).toMatchObject({ retcode: 1400 })
  })

  it.each(rows.filter(({ row, name }) => !row.required && !(name in right)))(
    'does without $name',
    ({ name: param }) => {
      expect(check(name, { ...right, [param]: null })).toEqual({ params: right })
    },
  )
})

describe('every action', () => {
  it.each(names)('%s takes its own right params', (name) => {
    const params = rightParams(actionFacts[name])
    expect(check(name, params)).toEqual({ params })
  })

  it('takes whatever it is given without throwing, and hands it on or says why not', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.anything(), fc.anything(), (name, value, other) => {
        const keys = actionFacts[name].params.map((row) => row.name)
        const params = Object.fromEntries(keys.map((key, index) => [key, index % 2 === 0 ? value : other]))
        const checked = check(name, params)
        expect('params' in checked || checked.reason.length > 0).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('params', () => {
  it.each<[Name, unknown, string]>([
    ['set_group_ban', { group_id: '30001' }, '"user_id" must be an integer, found nothing'],
    ['set_group_ban', { group_id: 'a', user_id: 1 }, '"group_id" must be an integer, found "a"'],
    ['set_group_ban', { group_id: 1.5, user_id: 1 }, '"group_id" must be an integer, found 1.5'],
    ['set_group_ban', { group_id: [1], user_id: 1 }, '"group_id" must be an integer, found an array'],
    ['set_group_ban', { group_id: {}, user_id: 1 }, '"group_id" must be an integer, found an object'],
    ['set_group_ban', { group_id: true, user_id: 1 }, '"group_id" must be an integer, found true'],
    ['set_group_ban', { group_id: '', user_id: 1 }, '"group_id" must be an integer, found ""'],
    ['set_group_ban', [], 'params must be an object, found an array'],
    ['set_group_ban', 'a', 'params must be an object, found "a"'],
    [
      'set_group_whole_ban',
      { group_id: 1, enable: 'on' },
      '"enable" must be true or false (or the text true, yes, 1, false, no or 0), found "on"',
    ],
    [
      'set_group_add_request',
      { flag: 'f', sub_type: 'join' },
      '"sub_type" must be one of "add", "invite", found "join"',
    ],
    ['send_msg', { message: 'a' }, 'one of "user_id", "group_id" is needed, found none'],
    [
      'send_msg',
      { message: 'a', message_type: 'group', user_id: 1 },
      '"group_id" must be an integer where "message_type" is "group", found nothing',
    ],
    [
      'set_group_anonymous_ban',
      { group_id: 1 },
      'one of "anonymous", "anonymous_flag" is needed, found none',
    ],
    [
      'send_group_msg',
      { group_id: 1, message: [segment, 7] },
      '"message[1]" must be a segment like {"type": "text", "data": {"text": "…"}}, found 7',
    ],
    ['send_group_msg', { group_id: 1, message: 7 }, '"message" must be a string or a segment like'],
    [
      'send_group_msg',
      { group_id: 1, message: ['{"type":"at","data":{"qq":"all"}}'] },
      '"message[0]" must be a segment like',
    ],
    ['get_record', { file: 'x'.repeat(50), out_format: 'x'.repeat(50) }, `found "${'x'.repeat(40)}…"`],
  ])('of %s: %j is refused with a reason', (name, params, reason) => {
    expect(check(name, params)).toEqual({ retcode: 1400, reason: expect.stringContaining(reason) })
  })

  it.each<[Name, Record<string, unknown>, Record<string, unknown>]>([
    ['set_group_card', { group_id: 1, user_id: 2, card: 7 }, { group_id: 1, user_id: 2, card: '7' }],
    ['set_group_whole_ban', { group_id: 1, enable: 0 }, { group_id: 1, enable: false }],
    ['get_forward_msg', { id: true }, { id: 'true' }],
    ['get_forward_msg', { message_id: 7 }, { message_id: '7', id: '7' }],
    ['get_forward_msg', { message_id: 7, id: 'f' }, { message_id: '7', id: 'f' }],
    ['set_group_add_request', { flag: 'f', type: 'add' }, { flag: 'f', type: 'add', sub_type: 'add' }],
    ['set_group_anonymous_ban', { group_id: 1, flag: 'f' }, { group_id: 1, flag: 'f', anonymous_flag: 'f' }],
    ['send_msg', { user_id: 1n, message: segment }, { user_id: 1, message: segment }],
    [
      'send_group_msg',
      { group_id: 1, message: '[{"type":"at"}]' },
      { group_id: 1, message: '[{"type":"at"}]' },
    ],
    [
      'send_broadcast_data',
      { data: 'a', clients: [{ app_id: 7 }] },
      { data: 'a', clients: [{ app_id: '7' }] },
    ],
    [
      'send_broadcast_data_callback',
      { data: 'a', client: { app_id: 7, x: 1 } },
      { data: 'a', client: { app_id: '7', x: 1 } },
    ],
  ])('of %s: %o are settled', (name, params, settled) => {
    const before = structuredClone(params)
    expect(check(name, params)).toEqual({ params: settled })
    expect(params).toEqual(before)
  })

  it('may be nothing where nothing is needed', () => {
    expect(check('get_status', undefined)).toEqual({ params: {} })
    expect(check('get_status', null)).toEqual({ params: {} })
  })

  it('never lose an integer', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (id) => {
        const exact = Number.isSafeInteger(Number(id)) ? Number(id) : String(id)
        for (const given of [`${id}`, parseExact(`${id}`), id]) {
          const checked = check('get_stranger_info', { user_id: given })
          expect(checked).toEqual({ params: { user_id: exact } })
        }
      }),
    )
  })

  it('keep an own key named like the prototype', () => {
    const params = JSON.parse('{"group_id":"1","__proto__":{"message":"a"}}')
    expect(check('send_group_msg', params)).toMatchObject({ retcode: 1400 })
    const checked = check('send_group_msg', { ...params, message: 'a' })
    expect(JSON.stringify(checked)).toBe(
      '{"params":{"group_id":1,"__proto__":{"message":"a"},"message":"a"}}',
    )
  })

  it('have defaults', () => {
    expect(paramDefaults(actionFacts.set_group_ban)).toEqual({ duration: 1800 })
    expect(paramDefaults(actionFacts.get_status)).toEqual({})
  })
})
