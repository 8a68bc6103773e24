import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDiskStore } from '@rookery/hub-disk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventOf } from '../../../hub/src/history/history.fixture.js'
import { written } from '../../../hub/src/history/hub-store.conformance.js'
import { processStandIn } from '../cli/process.fixture.js'
import { parseTime } from './time.js'

let cwd: string
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'rookery-journal-'))
  const store = await openDiskStore(join(cwd, 'rookery-data'), { history: { ageMs: 1e15, bytes: 1e9 } })
  await written(store, [eventOf('10001', 1, 1), eventOf('10001', 1, 2)])
  await store.cursors.firstSeen('echo')
  store.cursors.saveCursors([
    { client: 'echo', place: 'all', cursor: { mark: { accounts: new Map() }, time: 1 } },
  ])
  await written(store, [eventOf('10002', 1, 1)])
  for (const scope of ['name echo', 'token'])
    await store.ledger.begin({ scope, account: '10001', key: 'k', digest: 'd' })
  await store.close()
  const gappy = await openDiskStore(join(cwd, 'gappy'), { history: { ageMs: 1e15, bytes: 1e9 } })
  await written(gappy, [eventOf('10001', 1, 1), eventOf('10001', 1, 3)])
  await gappy.close()
})
afterAll(() => rm(cwd, { recursive: true }))

const run = async (...argv: string[]) => {
  const stage = processStandIn({ cwd })
  return { code: await stage.run('journal', ...argv), ...stage.printed }
}

describe('rookery journal', () => {
  it('check says that a store is whole', async () => {
    const { code, out } = await run('check')
    expect(code).toBe(0)
    expect(out).toBe(
      '3 events in 2 packs, 1 KB\n2 calls with a key\nevery pack is whole, and no number is missing\n',
    )
  })

  it('check fails where numbers are missing, and names them', async () => {
    const { code, out } = await run('check', '--data', 'gappy')
    expect(code).toBe(1)
    expect(out).toContain('missing: account 10001, epoch 1, events 2 to 2: the reason is not known\n')
  })

  it('show counts what there is', async () => {
    const { code, out } = await run('show')
    expect(code).toBe(0)
    expect(out).toMatch(/^\d+ KB on disk\naccount 10001: 2 events, 1 KB, 2023-11-14T22:13:21.000Z to /)
    expect(out).toContain('newest 1.2\n')
    expect(out).toMatch(/client echo: known since 20\d\d-/)
    expect(out).toContain('cursors of echo: all\n')
    expect(out).toContain('calls with a key of echo: 1, 1 without a reply, 1 KB\n')
    expect(out).toContain('calls with a key of clients without a name: 1, 1 without a reply, 1 KB\n')
  })

  it('export prints one line of JSON for each event', async () => {
    const { code, out } = await run('export')
    expect(code).toBe(0)
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ account, number }) => `${account} ${number}`)).toEqual([
      '10001 1',
      '10001 2',
      '10002 1',
    ])
    expect(lines[0]).toMatchObject({ epoch: 1, flags: ['message'], event: { message: '10001 1' } })
  })

  it.each([
    [['--account', '10002'], 1],
    [['--account', '10003'], 0],
    [['--since', '1700000002'], 1],
    [['--until', '2023-11-14T22:13:21Z'], 0],
  ])('export %j prints %i events', async (options, count) => {
    expect((await run('export', ...options)).out.split('\n')).toHaveLength(count + 1)
  })

  it.each([
    [[], 'no task; allowed: check, show, export'],
    [['mend'], 'found "mend"; allowed: check, show, export'],
    [['check', 'twice'], 'found "twice"; allowed: one task'],
    [['export', '--since', 'yesterday'], '--since is "yesterday"; allowed: unix seconds, or a date'],
  ])('%j is refused with what is allowed', async (argv, complaint) => {
    const { code, err } = await run(...argv)
    expect(code).toBe(64)
    expect(err).toContain(complaint)
  })

  it('tells a folder without a store', async () => {
    const { code, err } = await run('show', '--data', 'none')
    expect(code).toBe(1)
    expect(err).toBe(`rookery: found no store in ${join(cwd, 'none')}\n`)
  })
})

describe('a time', () => {
  it.each([
    ['1700000000', 1_700_000_000_000],
    ['2026-01-31T12:00Z', Date.UTC(2026, 0, 31, 12)],
    ['2026-01-31', new Date(2026, 0, 31).getTime()],
    ['2026-13-31', undefined],
    ['2026', undefined],
  ])('%s', (text, time) => {
    expect(parseTime(text)).toBe(time)
  })
})
