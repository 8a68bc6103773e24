import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupMessage, privateMessage } from '../commands/chat.fixture.js'
import { Permission, permissionOf } from './permission.js'
import * as predicates from './predicates.js'
import type { Role, Subject } from './subject.js'

const subject = (fields: Partial<Subject> = {}): Subject => ({
  event: groupMessage('/x'),
  isSuperuser: false,
  toldRole: 'member',
  now: new Date(2026, 4, 20, 23, 30).getTime(),
  role: async () => 'member',
  session: undefined,
  ...fields,
})
const may = (permission: Permission, fields: Partial<Subject> = {}) => permission.test(subject(fields))
const { superuser, groupAdmin, groupOwner, inGroup, fromUser, allowList, timeRange } = predicates

describe('a permission', () => {
  it('reads as it is meant', async () => {
    const rule = superuser.or(groupAdmin).and(inGroup(30001))
    expect(rule.name).toBe('(superuser or groupAdmin) and inGroup(30001)')
    expect(may(rule, { isSuperuser: true })).toBe(true)
    expect(may(rule, { toldRole: 'admin' })).toBe(true)
    expect(may(rule, { toldRole: 'admin', event: groupMessage('', { group_id: 1 }) })).toBe(false)
    expect(may(rule)).toBe(false)
  })

  it('knows roles from the event, else it asks', async () => {
    expect(may(groupAdmin, { toldRole: 'owner' })).toBe(true)
    expect(may(groupOwner, { toldRole: 'admin' })).toBe(false)
    const asked = (role: Role | undefined) => may(groupAdmin, { toldRole: undefined, role: async () => role })
    expect([await asked('admin'), await asked('member'), await asked(undefined)]).toEqual([
      true,
      false,
      undefined,
    ])
    expect(may(groupAdmin, { event: privateMessage('') })).toBe(false)
  })

  it('that cannot be found out is a no, and so is its opposite', async () => {
    const unknown = { toldRole: undefined, role: async () => undefined }
    const asked = [groupAdmin, groupAdmin.not(), groupAdmin.and(superuser).not(), groupAdmin.or(superuser)]
    expect(await Promise.all(asked.map((each) => may(each, unknown)))).toEqual([
      undefined,
      undefined,
      true,
      undefined,
    ])
  })

  it('knows where and who', () => {
    const { groupChat, privateChat, friend, anonymous, everybody } = predicates
    const stranger = { event: privateMessage('', { sub_type: 'group' }) } as const
    expect([may(groupChat), may(privateChat), may(friend), may(anonymous), may(everybody)]).toEqual([
      true,
      false,
      false,
      false,
      true,
    ])
    expect([may(privateChat, stranger), may(friend, stranger)]).toEqual([true, false])
    expect(may(anonymous, { event: groupMessage('', { sub_type: 'anonymous' }) })).toBe(true)
    expect([may(fromUser('20001')), may(fromUser(1n))]).toEqual([true, false])
    expect([may(allowList({ groups: [30001] })), may(allowList({ users: [1] })), may(allowList({}))]).toEqual(
      [true, false, false],
    )
  })

  it('knows the time of the day, past midnight too', () => {
    expect([may(timeRange('22:00', '06:00')), may(timeRange('09:00', '18:00'))]).toEqual([true, false])
    expect(() => timeRange('25:00', '9')).toThrow('HH:MM')
  })

  it('may be a function or a list; whatever is not true is no', async () => {
    const session = {} as never
    expect(may(permissionOf([]))).toBe(true)
    expect(await may(permissionOf([superuser.not(), async () => true]), { session })).toBe(true)
    expect(
      may(
        permissionOf(() => 1 as never),
        { session },
      ),
    ).toBe(false)
    expect(may(permissionOf(() => true))).toBe(false)
  })

  it('guesses nothing that asking would not confirm', async () => {
    const fact = (value: boolean, isKnown: boolean): Permission =>
      new Permission({
        name: '',
        test: () => (isKnown ? value : Promise.resolve(value)),
        guess: () => (isKnown ? value : undefined),
      })
    const leaf = fc.tuple(fc.boolean(), fc.boolean()).map(([value, isKnown]) => fact(value, isKnown))
    const { tree } = fc.letrec<{ tree: Permission }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => a.and(b)),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => a.or(b)),
        tie('tree').map((a) => a.not()),
      ),
    }))
    await fc.assert(
      fc.asyncProperty(tree, async (permission) => {
        const guess = permission.guess(subject())
        if (guess !== undefined) expect(await permission.test(subject())).toBe(guess)
      }),
    )
  })
})
