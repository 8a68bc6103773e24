import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PostReceiver, postReceiver } from '../packages/hub/src/http-peers.fixture.js'
import { type SimulatedAccount, Stage } from '../packages/hub/src/hub.fixture.js'

/** Faults that were proven of an older hub; the numbers are those of the report. Here: events by HTTP POST. */

let stage: Stage
let account: SimulatedAccount
let hook: PostReceiver
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
  hook = await postReceiver(stage)
})
afterEach(() => stage.close())

const clientOf = (name: string, { url }: PostReceiver, more: object = {}) =>
  ({ name, type: 'http-post', url, ...more }) as const
const emitMany = (count: number, pad = ''): void => {
  for (let n = 1; n <= count; n++) account.emit({ post_type: 'notice', n, pad })
}
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)
const seen = (receiver: PostReceiver): unknown[] => receiver.events().map(({ n }) => n)

describe('a receiver of HTTP POST', () => {
  it('fault 4: one dead http-post URL stops everything', async () => {
    await hook.stop()
    await stage.start([account], { clients: [clientOf('dead', hook)] })
    const client = await stage.opened()
    emitMany(5_000)
    await expect.poll(() => client.events.length, { timeout: 10_000 }).toBe(5_000)
    expect(await client.call('echo_params', { well: true })).toMatchObject({ data: { well: true } })
  })

  it('fault 5: a hung HTTP receiver stops everybody', async () => {
    let release = (): void => {}
    const hung = new Promise<object>((resolve) => (release = () => resolve({})))
    hook.answer = () => hung
    const other = await postReceiver(stage)
    await stage.start([account], { clients: [clientOf('hung', hook), clientOf('other', other)] })
    const client = await stage.opened()
    emitMany(500, 'x'.repeat(20_000))
    await expect.poll(() => client.events.length, { timeout: 10_000 }).toBe(500)
    await expect.poll(() => seen(other), { timeout: 10_000 }).toEqual(numbers(500))
    expect(await client.call('echo_params', { well: true })).toMatchObject({ data: { well: true } })
    release()
    await expect.poll(() => seen(hook), { timeout: 10_000 }).toEqual(numbers(500))
  })

  it('fault 14: several http-post entries all use the last one', async () => {
    const other = await postReceiver(stage)
    await stage.start([account], { clients: [clientOf('one', hook), clientOf('two', other)] })
    emitMany(3)
    for (const each of [hook, other]) {
      await expect.poll(() => seen(each)).toEqual(numbers(3))
      expect(each.posts).toHaveLength(4)
    }
  })

  it('fault 15: an answer {} is forwarded as a call whose answer is posted, without end', async () => {
    hook.answer = () => ({ status: 200, body: '{}' })
    await stage.start([account], { clients: [clientOf('loop', hook)] })
    emitMany(1)
    await expect.poll(() => seen(hook)).toEqual([1])
    const client = await stage.opened()
    await client.call('echo_params')
    emitMany(1)
    await expect.poll(() => seen(hook)).toEqual([1, 1])
    expect(hook.posts).toHaveLength(3)
    const calls = account.calls.map(({ action }) => action).filter((action) => !action.startsWith('get_'))
    expect(calls).toEqual(['echo_params'])
  })

  it('fault 16: with a secret, what is posted is unsigned', async () => {
    await stage.start([account], { clients: [clientOf('signed', hook, { secret: 'secret' })] })
    emitMany(3)
    await expect.poll(() => seen(hook)).toEqual(numbers(3))
    for (const { headers, bytes } of hook.posts) {
      const hex = createHmac('sha1', 'secret').update(bytes).digest('hex')
      expect(headers['x-signature']).toBe(`sha1=${hex}`)
    }
  })
})
