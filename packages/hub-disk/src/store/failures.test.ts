import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { DroppedRun, StoreState } from '@rookery/hub/history'
import { describe, expect, it, onTestFinished } from 'vitest'
import { eventOf } from '../../../hub/src/history/history.fixture.js'
import { readAll } from '../../../hub/src/history/hub-store.conformance.js'
import { ioTurns, TestClock } from '../../../transport/src/time/clock.fixture.js'
import { type Faults, inline, sqliteFailure } from '../inline-engine.fixture.js'
import { type DiskStore, type DiskStoreOptions, diskStoreOver } from '../open-store.js'
import { FOREVER, temporaryFolder } from '../temporary-folder.fixture.js'

/** A store whose disk fails where the test says so. */
class Stage {
  readonly clock = new TestClock()
  readonly faults: Faults = {}
  readonly states: StoreState[] = []
  readonly dropped: DroppedRun[] = []
  readonly safe: string[] = []
  readonly folder: string
  #store: DiskStore | undefined

  constructor(folder: string) {
    this.folder = folder
  }

  static async open(options: DiskStoreOptions = {}): Promise<Stage> {
    const stage = new Stage(await temporaryFolder())
    await stage.reopen(options)
    onTestFinished(() => stage.store.close())
    return stage
  }

  async reopen(options: DiskStoreOptions = {}): Promise<DiskStore> {
    await this.#store?.close()
    const { clock } = this
    this.#store = await diskStoreOver(
      inline(this.folder, this.faults, () => clock.now()),
      { clock, history: FOREVER, ...options },
    )
    this.#store.onState((state) => this.states.push(state))
    this.#store.log.onDropped((run) => this.dropped.push(run))
    this.#store.log.onSafe((upTo) =>
      this.safe.push(...upTo.map(({ account, number }) => `${account}.${number}`)),
    )
    return this.#store
  }

  get store(): DiskStore {
    if (!this.#store) throw new RangeError('the store is not open')
    return this.#store
  }

  /** What is under way is done before the clock goes on, and after. */
  async advance(byMs: number): Promise<void> {
    await ioTurns()
    await this.clock.advance(byMs)
    await ioTurns()
  }

  /** Neither of the two files can be written, or only those that are named. */
  breakDisk(code = 'SQLITE_FULL', commands: readonly string[] = ['commit', 'append']): void {
    this.faults.before = (command) => {
      if (commands.includes(command)) throw sqliteFailure(code)
    }
  }

  mendDisk(): void {
    delete this.faults.before
    delete this.faults.after
  }

  async numbers(): Promise<readonly number[]> {
    return (await readAll(this.store)).events.map(({ id }) => id.number)
  }
}

describe('while the disk is full', () => {
  it('events wait in memory, the state says so, and they are saved when there is room', async () => {
    const stage = await Stage.open()
    const { store } = stage
    stage.breakDisk()
    store.log.write([eventOf('1', 1, 1)])
    await stage.advance(10)
    store.log.write([eventOf('1', 1, 2)])
    await stage.advance(60_000)
    expect(store.state).toMatchObject({ isUp: false, behind: 2, fault: { code: 'SQLITE_FULL' } })
    expect(await stage.numbers()).toEqual([])
    expect(stage.safe).toEqual([])
    stage.mendDisk()
    await stage.advance(5_000)
    expect(store.state).toMatchObject({ isUp: true, behind: 0 })
    expect(stage.safe).toEqual(['1.2'])
    expect(await stage.numbers()).toEqual([1, 2])
    expect(stage.states.map(({ isUp }) => isUp)).toEqual([false, true])
    expect(Number(stage.states[1]?.since) - Number(stage.states[0]?.since)).toBeGreaterThan(60_000)
  })

  it('it is tried again ever less often, every five seconds in the end', async () => {
    const stage = await Stage.open()
    let tries = 0
    stage.faults.before = (command) => {
      if (command !== 'commit' && command !== 'append') return
      if (command === 'commit') tries++
      throw sqliteFailure('SQLITE_IOERR')
    }
    stage.store.log.write([eventOf('1', 1, 1)])
    await stage.advance(12_000)
    expect(tries).toBe(8)
    await stage.advance(50_000)
    expect(tries).toBe(18)
    stage.mendDisk()
  })

  it('the oldest events are dropped beyond the limit, told as a gap, and the gap is kept', async () => {
    const stage = await Stage.open({ pendingBytes: eventOf('1', 1, 1).payload.length * 3 })
    const { store } = stage
    stage.breakDisk()
    for (let number = 1; number <= 9; number++) {
      store.log.write([eventOf('1', 1, number)])
      await stage.advance(1_000)
    }
    stage.mendDisk()
    await stage.advance(5_000)
    expect(stage.dropped.map(({ first, last }) => [first, last])).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => [n, n]),
    )
    expect(stage.dropped[0]).toMatchObject({ account: '1', epoch: 1, fromTime: 1_700_000_001 })
    const { events, missing } = await readAll(store)
    expect(events.map(({ id }) => id.number)).toEqual([7, 8, 9])
    expect(missing).toMatchObject([{ account: '1', reason: 'absent', count: 6 }])
  })

  it('an event larger than the limit waits alone', async () => {
    const stage = await Stage.open({ pendingBytes: 10 })
    stage.breakDisk()
    stage.store.log.write([eventOf('1', 1, 1, 'x'.repeat(1_000))])
    await stage.advance(1_000)
    stage.mendDisk()
    await stage.advance(5_000)
    expect(await stage.numbers()).toEqual([1])
  })

  it('an account begins with an epoch of the clock, which is saved later', async () => {
    const stage = await Stage.open()
    const before = await stage.store.log.begin('1')
    stage.breakDisk()
    const begun = stage.store.log.begin('1')
    await stage.advance(100)
    const epoch = await begun
    expect(epoch).toBeGreaterThan(before)
    const again = stage.store.log.begin('1')
    await stage.advance(5_000)
    expect(await again).toBeGreaterThan(epoch)
    stage.mendDisk()
    await stage.advance(10_000)
    const store = await stage.reopen()
    const later = store.log.begin('1')
    await stage.advance(100)
    expect(await later).toBeGreaterThan(await again)
  })

  it('cursors are saved later, the newest of each', async () => {
    const stage = await Stage.open()
    const save = (time: number): void =>
      stage.store.cursors.saveCursors([
        { client: 'echo', place: 'all', cursor: { mark: { accounts: new Map() }, time } },
      ])
    stage.breakDisk()
    save(1)
    await stage.advance(1_000)
    save(2)
    await stage.advance(1_000)
    stage.mendDisk()
    await stage.advance(5_000)
    const store = await stage.reopen()
    expect(await store.cursors.cursorOf('echo', 'all')).toMatchObject({ time: 2 })
  })

  it('a client is still known since the first time', async () => {
    const stage = await Stage.open()
    stage.faults.before = () => {
      throw sqliteFailure('SQLITE_FULL')
    }
    const first = await stage.store.cursors.firstSeen('echo')
    await stage.advance(60_000)
    expect(await stage.store.cursors.firstSeen('echo')).toBe(first)
    stage.mendDisk()
    expect(await stage.store.cursors.firstSeen('echo')).toBe(first)
    expect(await (await stage.reopen()).cursors.firstSeen('echo')).toBe(first)
  })
})

describe('a batch', () => {
  it('that was saved although it failed is not saved twice', async () => {
    const stage = await Stage.open()
    stage.faults.after = (command) => {
      if (command === 'commit') throw sqliteFailure('thread_ended')
    }
    stage.breakDisk('SQLITE_FULL', ['append'])
    stage.store.log.write([eventOf('1', 1, 1), eventOf('2', 1, 1)])
    await stage.advance(50)
    stage.mendDisk()
    stage.store.log.write([eventOf('1', 1, 2)])
    await stage.advance(5_000)
    expect(await stage.numbers()).toEqual([1, 1, 2])
    expect(stage.safe.sort()).toEqual(['1.1', '1.2', '2.1'])
  })

  it('does not hold a cursor behind events that are saved later', async () => {
    const stage = await Stage.open()
    const { store } = stage
    const large = 'x'.repeat(700_000)
    const kept: string[] = []
    stage.faults.after = (command) => {
      if (command === 'commit') kept.push(command)
      // The first batch is saved, the second is not.
      if (kept.length === 1) stage.breakDisk()
    }
    store.log.write([eventOf('1', 1, 1, large), eventOf('1', 1, 2, large)])
    const mark = { accounts: new Map([['1', { epoch: 1, number: 2 }]]) }
    store.cursors.saveCursors([{ client: 'echo', place: 'all', cursor: { mark, time: 1 } }])
    await stage.advance(1_000)
    const again = await stage.reopen()
    expect(await stage.numbers()).toEqual([1])
    expect(await again.cursors.cursorOf('echo', 'all')).toBeUndefined()
    stage.mendDisk()
  })
})

describe('the front log', () => {
  it('takes events at once, and the file about a second later', async () => {
    const stage = await Stage.open()
    const { store, faults } = stage
    const writes: string[] = []
    faults.before = (command) => {
      if (command === 'append' || command === 'commit') writes.push(command)
    }
    for (let number = 1; number <= 5; number++) {
      store.log.write([eventOf('1', 1, number)])
      await stage.advance(50)
    }
    expect(writes).toEqual(Array.from({ length: 5 }, () => 'append'))
    expect(store.state.behind).toBe(0)
    expect(stage.safe).toEqual([1, 2, 3, 4, 5].map((number) => `1.${number}`))
    expect(await stage.numbers()).toEqual([1, 2, 3, 4, 5])
    await stage.advance(1_000)
    expect(writes.slice(5)).toEqual(['commit'])
    expect(await stage.numbers()).toEqual([1, 2, 3, 4, 5])
    await stage.advance(10_000)
    expect(writes).toHaveLength(6)
    expect(statSync(join(stage.folder, 'front.log')).size).toBe(0)
  })

  it('that cannot be written leaves all to the file', async () => {
    const stage = await Stage.open()
    stage.breakDisk('ENOSPC', ['append'])
    stage.store.log.write([eventOf('1', 1, 1)])
    await stage.advance(30)
    expect(stage.safe).toEqual(['1.1'])
    expect(stage.states).toEqual([])
    stage.mendDisk()
    stage.store.log.write([eventOf('1', 1, 2)])
    await stage.advance(2_000)
    await stage.reopen()
    expect(await stage.numbers()).toEqual([1, 2])
  })

  it('keeps what the file cannot take: it is read, and there after the end of the process', async () => {
    const stage = await Stage.open()
    const { store } = stage
    const mark = { accounts: new Map([['1', { epoch: 1, number: 2 }]]) }
    stage.breakDisk('SQLITE_FULL', ['commit'])
    store.log.write([eventOf('1', 1, 1), eventOf('1', 1, 2)])
    store.cursors.saveCursors([{ client: 'echo', place: 'all', cursor: { mark, time: 1 } }])
    await stage.advance(60_000)
    store.log.write([eventOf('1', 1, 3)])
    await stage.advance(60_000)
    expect(store.state).toMatchObject({ isUp: false, behind: 1, fault: { code: 'SQLITE_FULL' } })
    expect(await stage.numbers()).toEqual([1, 2])
    expect((await store.log.last(['1'])).get('1')).toMatchObject({ number: 2 })
    const again = await stage.reopen()
    expect(await again.cursors.cursorOf('echo', 'all')).toEqual({ mark, time: 1 })
    expect(await stage.numbers()).toEqual([1, 2])
  })

  it('is not saved twice where the answer to a commit was lost', async () => {
    const stage = await Stage.open()
    stage.store.log.write([eventOf('1', 1, 1)])
    await stage.advance(50)
    stage.faults.after = (command) => {
      if (command === 'commit') throw sqliteFailure('thread_ended')
    }
    await stage.advance(1_000)
    stage.mendDisk()
    stage.store.log.write([eventOf('1', 1, 2)])
    await stage.advance(5_000)
    expect(stage.states.map(({ isUp }) => isUp)).toEqual([false, true])
    expect(stage.safe).toEqual(['1.1', '1.2'])
    expect(await stage.numbers()).toEqual([1, 2])
  })

  it('is not saved twice where the ledger had the file opened again, which replays it', async () => {
    const stage = await Stage.open()
    const { store } = stage
    const reports: unknown[] = []
    store.onReopened((report) => reports.push(report))
    store.log.write([eventOf('1', 1, 1)])
    await stage.advance(50)
    stage.faults.before = (command) => {
      if (command === 'saveCalls') throw sqliteFailure('thread_ended')
    }
    await store.ledger.begin({ scope: 'name bot', account: '1', key: 'k', digest: 'd' })
    stage.mendDisk()
    await stage.advance(500)
    expect(reports).toHaveLength(1)
    store.log.write([eventOf('1', 1, 2)])
    await stage.advance(50)
    store.log.write([eventOf('1', 1, 3)])
    await stage.advance(5_000)
    expect(stage.safe).toEqual(['1.1', '1.2', '1.3'])
    expect(await stage.numbers()).toEqual([1, 2, 3])
    await stage.reopen()
    expect(await stage.numbers()).toEqual([1, 2, 3])
  })

  it('takes no large batch: the file has it at once', async () => {
    const stage = await Stage.open()
    stage.store.log.write([eventOf('1', 1, 1, 'x'.repeat(3_000_000))])
    await stage.advance(30)
    expect(stage.safe).toEqual(['1.1'])
    expect(statSync(join(stage.folder, 'front.log')).size).toBe(0)
    for (let number = 2; number <= 60; number++) {
      stage.store.log.write([eventOf('1', 1, number, 'x'.repeat(100_000))])
      await stage.advance(26)
      expect(statSync(join(stage.folder, 'front.log')).size).toBeLessThan(1_200_000)
    }
  })
})

describe('what is too old', () => {
  it('is forgotten while the store is open, by its clock', async () => {
    const stage = await Stage.open({ history: { ageMs: 60_000, bytes: 1e9 } })
    const { store, clock } = stage
    store.log.write([{ ...eventOf('1', 1, 1), admittedAt: clock.now() }])
    await stage.advance(50_000)
    store.log.write([{ ...eventOf('1', 1, 2), admittedAt: clock.now() }])
    await stage.advance(5_000)
    expect(await stage.numbers()).toEqual([1, 2])
    await stage.advance(15_000)
    expect(await stage.numbers()).toEqual([2])
  })
})

describe('a file that turns out to be damaged', () => {
  it('is checked whole, set aside, and the events that wait go into another one', async () => {
    const stage = await Stage.open()
    const { store } = stage
    const reports: unknown[] = []
    store.onReopened((report) => reports.push(report))
    stage.breakDisk('SQLITE_CORRUPT')
    store.log.write([eventOf('1', 1, 1)])
    await stage.advance(50)
    stage.mendDisk()
    await stage.advance(5_000)
    expect(reports).toEqual([{ lostPages: 0 }])
    expect(await stage.numbers()).toEqual([1])
  })
})
