import { rm } from 'node:fs/promises'
import type { Intent, StoreState } from '@rookery/hub/history'
import { describe, expect, it, onTestFinished } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import type { Engine, EngineCommand } from '../engine/engine.js'
import { type Faults, inline, sqliteFailure } from '../inline-engine.fixture.js'
import { type DiskStore, diskStoreOver } from '../open-store.js'
import { FOREVER, temporaryFolder } from '../temporary-folder.fixture.js'

const call = (key: string, digest = 'd'): Intent => ({ scope: 'name bot', account: '1', key, digest })
const reply = (text: string): Buffer => Buffer.from(text)

/** A store whose disk fails where the test says so. */
class Stage {
  readonly clock = new TestClock()
  readonly faults: Faults = {}
  readonly states: StoreState[] = []
  readonly commands: (EngineCommand | 'append')[] = []
  readonly folder: string
  #store: DiskStore | undefined

  constructor(folder: string) {
    this.folder = folder
  }

  static async open(): Promise<Stage> {
    const stage = new Stage(await temporaryFolder())
    await stage.reopen()
    onTestFinished(async () => {
      stage.mend()
      await stage.store.close()
    })
    return stage
  }

  async reopen(): Promise<void> {
    await this.#store?.close()
    const { clock } = this
    const start = inline(this.folder, this.faults, () => clock.now())
    this.mend()
    this.#store = await diskStoreOver(start, { clock, history: FOREVER })
    this.#store.onState((state) => this.states.push(state))
  }

  get store(): DiskStore {
    if (!this.#store) throw new RangeError('the store is not open')
    return this.#store
  }

  /** The disk fails to write, and can be read. */
  breakDisk(code = 'SQLITE_FULL'): void {
    this.faults.before = (command) => {
      this.commands.push(command)
      if (/^(?:commit|saveCalls)$/.test(command)) throw sqliteFailure(code)
    }
  }

  /** The disk answers no more, until the returned function is called, or the test is over. */
  hang(): () => void {
    let goOn = (): void => {}
    const answer = new Promise<void>((resolve) => {
      goOn = resolve
    })
    this.faults.before = () => answer
    onTestFinished(goOn)
    return () => {
      this.mend()
      goOn()
    }
  }

  /** The thread dies after it saved calls, before it says so. */
  dieAfterSaving(): void {
    this.faults.after = (command) => {
      if (command === 'saveCalls') throw sqliteFailure('thread_ended')
    }
  }

  mend(): void {
    this.faults.before = (command) => void this.commands.push(command)
    delete this.faults.after
  }

  begin = (key: string, digest?: string) => this.store.ledger.begin(call(key, digest))

  /** Executes a call, as the hub does. */
  async execute(key: string, text: string): Promise<void> {
    expect(await this.begin(key)).toEqual({ is: 'fresh' })
    await this.store.ledger.settle(call(key), reply(text))
  }

  async replyTo(key: string): Promise<string> {
    const begun = await this.begin(key)
    return begun.is === 'replied' ? Buffer.from(begun.reply).toString() : begun.is
  }
}

describe('while the disk is full', () => {
  it('a new key is refused and executed by nobody, and those that are known are answered', async () => {
    const stage = await Stage.open()
    await stage.execute('done', 'yes')
    stage.breakDisk()
    for (const _ of ['first', 'again'])
      expect(await stage.begin('new')).toEqual({
        is: 'unstored',
        why: 'SQLITE_FULL of the test (SQLITE_FULL)',
      })
    expect(await stage.replyTo('done')).toBe('yes')
    expect(await stage.begin('done', 'other')).toEqual({ is: 'conflict' })
  })

  it('the state says so, and it is up again as soon as something can be written, though nobody calls', async () => {
    const stage = await Stage.open()
    stage.breakDisk()
    await stage.begin('new')
    expect(stage.store.state).toMatchObject({ isUp: false, behind: 0, fault: { code: 'SQLITE_FULL' } })
    await stage.clock.advance(20_000)
    expect(stage.store.state.isUp).toBe(false)
    stage.mend()
    await stage.clock.advance(5_000)
    expect(stage.states.map(({ isUp }) => isUp)).toEqual([false, true])
    expect(await stage.begin('new')).toEqual({ is: 'fresh' })
  })

  it('it is tried again ever less often, every five seconds in the end, and not with every call', async () => {
    const stage = await Stage.open()
    stage.breakDisk()
    await stage.begin('new')
    stage.commands.length = 0
    await stage.clock.advance(12_000)
    for (let n = 0; n < 20; n++) await stage.begin('new')
    expect(stage.commands.filter((each) => each === 'saveCalls')).toHaveLength(7)
  })

  it('a reply is known until the hub ends, and stored when there is room', async () => {
    const stage = await Stage.open()
    await stage.begin('k')
    const waits = await stage.begin('k')
    stage.breakDisk()
    await stage.store.ledger.settle(call('k'), reply('yes'))
    expect(waits.is === 'waits' && Buffer.from(await waits.reply).toString()).toBe('yes')
    expect(await stage.replyTo('k')).toBe('yes')
    expect(await stage.begin('k', 'other')).toEqual({ is: 'conflict' })
    stage.mend()
    await stage.clock.advance(5_000)
    await stage.reopen()
    expect(await stage.replyTo('k')).toBe('yes')
  })

  it('a hub that ends leaves the call unknown whose reply was not stored', async () => {
    const stage = await Stage.open()
    await stage.begin('k')
    stage.breakDisk()
    await stage.store.ledger.settle(call('k'), reply('yes'))
    await stage.reopen()
    expect(await stage.begin('k')).toEqual({ is: 'unknown' })
  })

  it('a call that was not sent is refused until that is stored, and then executed', async () => {
    const stage = await Stage.open()
    await stage.begin('k')
    stage.breakDisk()
    await stage.store.ledger.forget(call('k'), reply('away'))
    expect((await stage.begin('k')).is).toBe('unstored')
    stage.mend()
    await stage.clock.advance(5_000)
    expect(await stage.begin('k')).toEqual({ is: 'fresh' })
  })
})

describe('a disk that does not answer', () => {
  it('is waited for five seconds; then nobody knows of any key', async () => {
    const stage = await Stage.open()
    await stage.execute('done', 'yes')
    stage.hang()
    const begun = [stage.begin('a'), stage.begin('b'), stage.begin('a'), stage.begin('done')]
    const outcomes = Promise.allSettled(begun)
    await stage.clock.advance(5_000)
    for (const each of await outcomes)
      expect(each).toMatchObject({ status: 'rejected', reason: { code: 'stuck' } })
    await expect(stage.begin('c')).rejects.toMatchObject({ code: 'stuck' })
    expect(stage.store.state).toMatchObject({ isUp: false, fault: { code: 'stuck' } })
  })

  it('leaves no trace of what was refused meanwhile', async () => {
    const stage = await Stage.open()
    const goOn = stage.hang()
    const refused = stage.begin('a').catch(() => 'refused')
    await stage.clock.advance(5_000)
    expect(await refused).toBe('refused')
    goOn()
    await expect.poll(() => stage.store.state.isUp).toBe(true)
    expect(await stage.begin('a')).toEqual({ is: 'fresh' })
  })

  it('keeps no caller from the reply, which is stored when it answers', async () => {
    const stage = await Stage.open()
    await stage.begin('k')
    const goOn = stage.hang()
    const settled = stage.store.ledger.settle(call('k'), reply('yes'))
    await stage.clock.advance(5_000)
    await settled
    expect(await stage.replyTo('k')).toBe('yes')
    goOn()
    await expect.poll(() => stage.store.state.isUp).toBe(true)
    await stage.reopen()
    expect(await stage.replyTo('k')).toBe('yes')
  })

  it('is waited for five seconds, too, by who only looks something up', async () => {
    const stage = await Stage.open()
    stage.breakDisk()
    await stage.begin('a')
    stage.hang()
    const begun = stage.begin('b').catch((error: unknown) => error)
    await stage.clock.advance(5_000)
    expect(await begun).toMatchObject({ code: 'stuck' })
  })
})

describe('many calls that wait for the disk', () => {
  it('are bounded: a further one is refused at once', async () => {
    const stage = await Stage.open()
    const goOn = stage.hang()
    const begun = Array.from({ length: 10_001 }, (_, n) => stage.begin(`${n}`))
    await expect(stage.begin('more')).rejects.toMatchObject({ code: 'busy' })
    goOn()
    const outcomes = (await Promise.all(begun)).map(({ is }) => is)
    expect(outcomes.filter((is) => is === 'fresh')).toHaveLength(10_000)
    expect(outcomes.at(-1)).toBe('full')
  })
})

describe('a thread that dies after it saved', () => {
  it('an intent of which nobody was told: the call is executed when it comes again', async () => {
    const stage = await Stage.open()
    stage.dieAfterSaving()
    await stage.begin('k').catch(() => {})
    stage.mend()
    await stage.clock.advance(5_000)
    expect(await stage.begin('k')).toEqual({ is: 'fresh' })
  })

  it('nothing of a call of an earlier process, which stays unknown', async () => {
    const stage = await Stage.open()
    await stage.begin('k')
    await stage.reopen()
    stage.dieAfterSaving()
    await stage.begin('k').catch(() => {})
    stage.mend()
    await stage.clock.advance(5_000)
    expect(await stage.begin('k')).toEqual({ is: 'unknown' })
  })

  it('a reply: it is there', async () => {
    const stage = await Stage.open()
    await stage.begin('k')
    stage.dieAfterSaving()
    await stage.store.ledger.settle(call('k'), reply('yes'))
    stage.mend()
    await stage.clock.advance(5_000)
    await stage.reopen()
    expect(await stage.replyTo('k')).toBe('yes')
  })

  it('that a call was not sent, which forgets no later one of the same key', async () => {
    const stage = await Stage.open()
    await stage.begin('k')
    stage.dieAfterSaving()
    await stage.store.ledger.forget(call('k'), reply('away'))
    stage.mend()
    await stage.clock.advance(5_000)
    expect(await stage.begin('k')).toEqual({ is: 'fresh' })
    await stage.clock.advance(5_000)
    await stage.reopen()
    expect(await stage.begin('k')).toEqual({ is: 'unknown' })
  })
})

describe('a folder that is deleted while the hub runs', () => {
  it('keeps from then on what becomes of the calls under way', async () => {
    const stage = await Stage.open()
    await stage.begin('k')
    await rm(stage.folder, { recursive: true })
    await stage.store.ledger.settle(call('k'), reply('yes'))
    await stage.clock.advance(5_000)
    await stage.reopen()
    expect(await stage.replyTo('k')).toBe('yes')
    expect(await stage.begin('k', 'other')).toEqual({ is: 'conflict' })
  })
})

describe('calls that come at the same time', () => {
  it('are saved together, and begin in their order', async () => {
    const stage = await Stage.open()
    stage.commands.length = 0
    const order: number[] = []
    const begun = Array.from({ length: 100 }, async (_, n) => {
      await stage.begin(`${n}`)
      order.push(n)
    })
    await Promise.all(begun)
    expect(stage.commands).toEqual(['saveCalls', 'saveCalls'])
    expect(order).toEqual(order.map((_, n) => n))
  })

  it('of more than a batch takes are saved in several', async () => {
    const stage = await Stage.open()
    const big = Buffer.alloc(400_000, 'x')
    const keys = Array.from({ length: 6 }, (_, n) => `${n}`)
    for (const key of keys) await stage.begin(key)
    stage.commands.length = 0
    await Promise.all(keys.map((key) => stage.store.ledger.settle(call(key), big)))
    expect(stage.commands.length).toBeGreaterThan(2)
    for (const key of keys) expect(await stage.replyTo(key)).toHaveLength(400_000)
  })
})

describe('calls', () => {
  it.each([
    ['process', false],
    ['power', true],
  ] as const)('are synced as events are (%s)', async (durability, isSynced) => {
    const synced: boolean[] = []
    const start = inline(await temporaryFolder())
    const store = await diskStoreOver(
      async (isSuspect) => {
        const opened = await start(isSuspect)
        const { engine } = opened
        const saveCalls: Engine['saveCalls'] = (batch) => {
          synced.push(batch.isSynced)
          return engine.saveCalls(batch)
        }
        return { ...opened, engine: { ...engine, saveCalls } }
      },
      { durability, history: FOREVER },
    )
    await store.ledger.begin(call('k'))
    await store.ledger.settle(call('k'), reply('yes'))
    await store.close()
    expect(synced).toEqual([isSynced, isSynced])
  })
})

describe('a ledger that is closed', () => {
  it('has stored what it was given, and takes no more', async () => {
    const stage = await Stage.open()
    await stage.begin('k')
    const settled = stage.store.ledger.settle(call('k'), reply('yes'))
    await stage.store.close()
    await settled
    await expect(stage.begin('other')).rejects.toMatchObject({ code: 'closed' })
    await stage.reopen()
    expect(await stage.replyTo('k')).toBe('yes')
  })

  it('refuses texts that are too long to be stored', async () => {
    const stage = await Stage.open()
    expect(await stage.begin('x'.repeat(1_025))).toMatchObject({
      is: 'full',
      why: expect.stringContaining('1024'),
    })
  })
})
