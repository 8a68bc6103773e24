import { type makeCall, okReply, type Reply } from '@rookery/protocol'
import { expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import type { Account } from '../accounts/accounts.js'
import { Memberships } from './memberships.js'

/** An account whose implementation answers as the test says. */
function accountOf(answer: () => Promise<Reply> | Reply): { account: Account; asked: string[] } {
  const asked: string[] = []
  const upstream = {
    isOpen: true,
    call: async ({ action }: ReturnType<typeof makeCall>) => {
      asked.push(action)
      return answer()
    },
  }
  const links = [{ name: 'up', upstream: upstream as never }]
  const account = { selfId: '1', isReal: true, links, online: true, events: 0, answers: new Map() }
  return { account, asked }
}

it('reads ids as numbers and texts, exactly', async () => {
  const text =
    '{"status":"ok","retcode":0,"data":[{"group_id":12345678901234567890},{"group_id":"7"},{},null]}'
  const bytes = Buffer.from(text)
  const reply = { ...okReply(), bytes }
  const { account } = accountOf(() => reply)
  const memberships = new Memberships(new TestClock())
  await memberships.ask([account], 'groups')
  for (const id of ['12345678901234567890', '7']) expect(memberships.has(account, 'groups', id)).toBe(true)
  expect(memberships.has(account, 'groups', '8')).toBe(false)
  expect(memberships.has(account, 'friends', '8')).toBeUndefined()
})

it('asks again after a minute, and not sooner, whether the list came or not', async () => {
  const clock = new TestClock()
  const memberships = new Memberships(clock)
  const { account, asked } = accountOf(() => ({ ...okReply(), bytes: Buffer.from('{"status":"failed"}') }))
  for (let n = 0; n < 5; n++) await memberships.ask([account], 'groups')
  expect(asked).toEqual(['get_group_list'])
  expect(memberships.has(account, 'groups', '1')).toBeUndefined()
  await clock.advance(61_000)
  await memberships.ask([account], 'groups')
  expect(asked).toHaveLength(2)
})

it('forgets the lists of an account whose events may have been missed', async () => {
  const { account } = accountOf(() => okReply([{ group_id: 1 }]))
  const memberships = new Memberships(new TestClock())
  await memberships.ask([account], 'groups')
  expect([memberships.isUsed, memberships.has(account, 'groups', '1')]).toEqual([true, true])
  memberships.forget(account)
  expect([memberships.isUsed, memberships.has(account, 'groups', '1')]).toEqual([false, undefined])
})
