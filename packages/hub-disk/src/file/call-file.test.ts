import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { eventOf } from '../../../hub/src/history/history.fixture.js'
import type { CallChange, CallIntent, CallOutcome } from '../engine/calls.js'
import { packRows } from '../store/batch.js'
import { temporaryFolder } from '../temporary-folder.fixture.js'
import { CallFile } from './call-file.js'
import { type DatabaseClass, loadLibsql } from './libsql.js'
import { SCHEMA } from './schema.js'
import { StoreFile } from './store-file.js'

let DatabaseOf: DatabaseClass
beforeAll(async () => {
  DatabaseOf = await loadLibsql()
})

const DAY_MS = 24 * 60 * 60_000
const NOW = Date.UTC(2026, 0, 2)
const LIMITS = { keys: 10_000, bytes: 1e9, totalBytes: 1e9 }
const intent = (key: string): CallIntent => ({ scope: 'name bot', account: '1', key, digest: 'd' })

/** A file, and a clock that the test sets. */
class Stage {
  now = NOW
  run = 1
  readonly folder: string
  #file: StoreFile | undefined

  constructor(folder: string) {
    this.folder = folder
  }

  static async open(): Promise<Stage> {
    const stage = new Stage(await temporaryFolder())
    onTestFinished(() => stage.file.close())
    stage.reopen()
    return stage
  }

  reopen(): void {
    this.#file?.close()
    this.#file = StoreFile.open(DatabaseOf, this.folder, { now: 0, isSuspect: false })
    this.run++
  }

  get file(): StoreFile {
    if (!this.#file) throw new RangeError('not open')
    return this.#file
  }

  save(...changes: readonly CallChange[]): readonly CallOutcome['is'][] {
    const batch = { changes, limits: LIMITS, isSynced: false, ...this.moment }
    return this.file.saveCalls(batch).map(({ is }) => is)
  }

  get moment() {
    return { run: this.run, now: this.now, ageMs: DAY_MS }
  }

  begin = (key: string): CallOutcome['is'] | undefined =>
    this.save({ does: 'begin', intent: intent(key), bytes: 300 })[0]

  done(key: string, reply = 'ok'): void {
    this.begin(key)
    this.save({ does: 'settle', intent: intent(key), bytes: 300, reply: Buffer.from(reply) })
  }

  found = (...keys: readonly string[]): unknown[] =>
    this.file.findCalls({ intents: keys.map(intent), ...this.moment }).map((each) => each?.is)
}

describe('calls that are too old', () => {
  it('are deleted in small steps, but for those under way', async () => {
    const stage = await Stage.open()
    for (let n = 0; n < 150; n++) stage.done(`${n}`)
    stage.begin('under way')
    stage.now += DAY_MS - 1
    stage.done('young')
    expect(stage.file.forgetCalls(stage.moment)).toBe(true)
    stage.now++
    const steps: boolean[] = []
    while (!steps.at(-1)) steps.push(stage.file.forgetCalls(stage.moment))
    expect(steps).toEqual([false, false, false, true])
    expect(stage.found('0', '149', 'young')).toEqual([undefined, undefined, 'replied'])
    stage.reopen()
    while (!stage.file.forgetCalls(stage.moment)) {}
    expect(stage.found('under way', 'young')).toEqual([undefined, 'replied'])
  })

  it('are none where the clock was set back: calls live no shorter, and grow old from then on', async () => {
    const stage = await Stage.open()
    stage.now += 100 * DAY_MS
    stage.done('ahead')
    stage.reopen()
    stage.now = NOW
    stage.done('after')
    expect(stage.found('ahead', 'after')).toEqual(['replied', 'replied'])
    stage.now += DAY_MS
    stage.done('next day')
    expect(stage.found('ahead', 'after', 'next day')).toEqual([undefined, undefined, 'replied'])
  })
})

describe('a batch of calls', () => {
  it('is saved as a whole or not at all', async () => {
    const stage = await Stage.open()
    const bad = { ...intent('b'), key: null } as unknown as CallIntent
    const begins = [intent('a'), bad].map((each) => ({ does: 'begin', intent: each, bytes: 300 }) as const)
    expect(() => stage.save(...begins)).toThrow('NOT NULL')
    expect(stage.begin('a')).toBe('fresh')
    // What was counted of the failed one counts no more.
    stage.save({ does: 'forget', intent: intent('a') })
    const { moment } = stage
    const limits = { ...LIMITS, totalBytes: 300 }
    const change = { does: 'begin', intent: intent('c'), bytes: 300 } as const
    expect(stage.file.saveCalls({ changes: [change], limits, isSynced: false, ...moment })).toEqual([
      { is: 'fresh' },
    ])
  })

  it('forgets and settles nothing of another process', async () => {
    const stage = await Stage.open()
    stage.begin('k')
    stage.reopen()
    stage.save(
      { does: 'forget', intent: intent('k') },
      { does: 'settle', intent: intent('k'), bytes: 300, reply: Buffer.from('ok') },
    )
    expect(stage.begin('k')).toBe('unknown')
  })

  it('gives a reply back byte for byte', async () => {
    const stage = await Stage.open()
    const reply = Uint8Array.from({ length: 100_000 }, (_, n) => n % 256)
    stage.begin('k')
    // A part of a larger chunk, as it came from a socket.
    const part = new Uint8Array([0, ...reply, 0]).subarray(1, -1)
    stage.save({ does: 'settle', intent: intent('k'), bytes: 300, reply: part })
    stage.reopen()
    const [known] = stage.file.findCalls({ intents: [intent('k')], ...stage.moment })
    expect(known?.is === 'replied' && Buffer.compare(known.reply, reply)).toBe(0)
  })
})

describe('a file', () => {
  it('syncs a batch that has to survive a power failure, and no other', async () => {
    const db = new DatabaseOf(':memory:')
    db.exec(SCHEMA)
    const synced: boolean[] = []
    const calls = new CallFile(db, (isSynced) => synced.push(isSynced))
    for (const isSynced of [true, false])
      calls.save({ changes: [], limits: LIMITS, isSynced, run: 1, now: NOW, ageMs: DAY_MS })
    expect(synced).toEqual([true, false])
    db.close()
  })

  it('finds the client with the most, and its oldest call, without sorting', async () => {
    const db = new DatabaseOf(':memory:')
    db.exec(SCHEMA)
    const plans = [
      'SELECT id, keys, bytes FROM call_scopes ORDER BY bytes DESC, id LIMIT 1',
      'SELECT id FROM calls WHERE scope = 1 ORDER BY id LIMIT 1',
    ].map((query) => db.prepare(`EXPLAIN QUERY PLAN ${query}`).all() as readonly { detail: string }[])
    for (const [plan] of plans) expect(plan?.detail).toMatch(/^(?:SCAN|SEARCH) \w+ USING (?:COVERING )?INDEX/)
    expect(plans.flat()).toHaveLength(2)
    db.close()
  })
})

describe('the room of the events', () => {
  it('is not taken by calls, which have limits of their own', async () => {
    const stage = await Stage.open()
    const event = eventOf('1', 1, 1)
    stage.file.commit({
      packs: packRows([event]),
      begins: [],
      cursors: [],
      dropped: [],
      isSynced: false,
      now: 0,
    })
    const all = { accounts: 'all', marks: [], limit: 10, bytes: 1e6 } as const
    for (let n = 0; n < 30; n++) stage.done(`${n}`, 'x'.repeat(100_000))
    const limits = { now: 1e15, olderThan: 0, bytes: 1_000_000 }
    while (!stage.file.retain(limits)) {}
    expect(stage.file.rows(all).rows).toHaveLength(1)
    while (!stage.file.retain({ ...limits, bytes: -1e9 })) {}
    expect(stage.file.rows(all).rows).toHaveLength(0)
    expect(stage.found('0')).toEqual(['replied'])
  })
})
