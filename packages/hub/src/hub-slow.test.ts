import { beforeEach, describe, expect, it } from 'vitest'
import { Kept } from './history/kept-store.fixture.js'
import { readEvents, reading } from './http-peers.fixture.js'
import type { SimulatedAccount, Stage } from './hub.fixture.js'
import { eachOnStage, emitNumbered, gotBy, numbers } from './numbered.fixture.js'

const LITTLE = { journal: { engine: 'memory', keep: { ageMs: 1e9, events: 100, bytes: 1e9 } } } as const
const PAD = 'x'.repeat(20_000)
const MANY = 600

let stage: Stage
let account: SimulatedAccount
eachOnStage((scene) => {
  ;({ stage, account } = scene)
})

const emit = (from: number, to = from, pad = ''): void => emitNumbered(account, numbers(from, to), { pad })
const isGone = () =>
  expect.poll(() => stage.log.find(({ text }) => text === 'client disconnected')?.fields.why, {
    timeout: 10_000,
  })

/** Has more come than memory holds and a socket takes. */
async function flood(): Promise<void> {
  const witness = await stage.opened('?client_name=witness')
  emit(1, MANY, PAD)
  await expect.poll(() => gotBy(witness).at(-1), { timeout: 10_000 }).toBe(MANY)
}

describe.each([
  ['with a store', () => new Kept()],
  ['in memory', () => undefined],
])('a client that falls behind memory, %s', (_name, kept) => {
  beforeEach(async () => {
    stage.kept = kept()
    await stage.start([account], LITTLE)
  })

  it('goes on with what comes, after a gap, by slow=latest', async () => {
    const slow = await reading(stage, '?slow=latest')
    slow.response.pause()
    await flood()
    slow.response.resume()
    const hasGap = () => slow.bodies.some(({ notice_type }) => notice_type === 'rookery_gap')
    await expect.poll(hasGap, { timeout: 10_000 }).toBe(true)
    emit(MANY + 1, MANY + 2)
    await expect.poll(() => slow.numbers.at(-1)).toBe(MANY + 2)
    const gaps = slow.bodies.filter(({ notice_type }) => notice_type === 'rookery_gap')
    const got = slow.numbers.flatMap((n) => (n === undefined ? [] : Number(n)))
    // A socket may take a little meanwhile, and the client falls behind once more.
    expect(gaps.length).toBeGreaterThan(0)
    expect(gaps.reduce((sum, { count }) => sum + Number(count), 0)).toBe(MANY + 2 - got.length)
    expect(got).toEqual([...got].sort((a, b) => a - b))
  })

  it('is disconnected by slow=disconnect, and goes on where it was when it comes back', async () => {
    const slow = await reading(stage, '?client_name=bot&slow=disconnect')
    slow.response.pause()
    await flood()
    emit(MANY + 1)
    await isGone().toContain('1013')
    slow.response.resume()
    await expect.poll(() => slow.hasEnded, { timeout: 10_000 }).toBe(true)
    const last = slow.numbers.at(-1)
    const again = await reading(stage, '?client_name=bot&slow=disconnect', { 'Last-Event-ID': slow.lastId })
    await expect.poll(() => again.numbers.at(-1), { timeout: 10_000 }).toBe(MANY + 1)
    if (stage.kept) expect(again.numbers).toEqual(numbers(Number(last) + 1, MANY + 1))
    else expect(again.bodies.filter(({ notice_type }) => notice_type === 'rookery_gap')).toHaveLength(1)
  })

  it('is closed with 1013 over a WebSocket', async () => {
    const slow = await stage.opened('?slow=disconnect')
    slow.ws.pause()
    await flood()
    emit(MANY + 1)
    await isGone().toContain('1013')
    slow.ws.resume()
    await expect.poll(() => slow.closed, { timeout: 10_000 }).toMatchObject({ code: 1013 })
  })

  it.each(['slow=yes', 'slow=Latest'])('is refused with 400 for %s', async (query) => {
    expect(await stage.client(`?${query}`).opened()).toBe(400)
    expect(await readEvents(stage, `?${query}`)).toBe(400)
  })
})

it('an entry may say so, too', async () => {
  const clients = [{ name: 'bot', token: 'token-of-the-bot', slow: 'disconnect' as const }]
  await stage.start([account], {
    ...LITTLE,
    clients,
    listen: { host: '127.0.0.1', port: 0, token: 'common' },
  })
  const slow = await stage.opened('', { Authorization: 'Bearer token-of-the-bot' })
  slow.ws.pause()
  const witness = await stage.opened('?client_name=witness', { Authorization: 'Bearer common' })
  emit(1, MANY, PAD)
  await expect.poll(() => gotBy(witness).at(-1), { timeout: 10_000 }).toBe(MANY)
  emit(MANY + 1)
  await isGone().toContain('1013')
})
