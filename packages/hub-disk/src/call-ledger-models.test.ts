import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type Begun,
  type CallLedger,
  ENTRY_BYTES,
  type Intent,
  type LedgerLimits,
} from '../../hub/src/call-ledger/call-ledger.js'
import { memoryLedger } from '../../hub/src/call-ledger/memory-ledger.js'
import { inline } from './inline-engine.fixture.js'
import { type DiskStore, diskStoreOver } from './open-store.js'
import { FOREVER } from './temporary-folder.fixture.js'

const HOUR_MS = 60 * 60_000
const REPLY_BYTES = 500

/** A clock without alarms: nothing is forgotten but where a call is looked up. */
class Time {
  ms = 1.7e12
  now = (): number => this.ms
  after = () => () => {}
}

const names = {
  scope: fc.constantFrom('name a', 'name b', 'token'),
  key: fc.constantFrom('1', '2', '3', '4', '5', '6', '7'),
  account: fc.constantFrom('10001', '10001', '10002'),
}
const command = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('begin'), ...names, digest: fc.constantFrom('d', 'd', 'e') }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('settle'), ...names, bytes: fc.nat(REPLY_BYTES + 50) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('forget'), ...names }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('wait'), hours: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('reopen') }) },
)
type Command = Partial<Intent> & { readonly does: string; readonly bytes?: number; readonly hours?: number }

/** Limits that are met soon, one kind of them at a time. */
const limits: fc.Arbitrary<Partial<LedgerLimits>> = fc
  .constantFrom<Partial<LedgerLimits>>(
    { keys: 3 },
    { bytes: 4 * ENTRY_BYTES },
    { bytes: 3 * ENTRY_BYTES + 2 * REPLY_BYTES },
    { totalBytes: 6 * ENTRY_BYTES + 2 * REPLY_BYTES },
    {},
  )
  .map((each) => ({ ...each, replyBytes: REPLY_BYTES }))

/** Both engines, and the calls that are under way. */
class Pair {
  readonly #time = new Time()
  readonly #folder: string
  readonly #limits: Partial<LedgerLimits>
  readonly #memory: CallLedger
  readonly #underWay = new Map<string, Intent>()
  #store: DiskStore | undefined

  constructor(folder: string, limits: Partial<LedgerLimits>) {
    this.#folder = folder
    this.#limits = limits
    this.#memory = memoryLedger(this.#time, limits)
  }

  async open(): Promise<void> {
    const options = { history: FOREVER, calls: this.#limits, clock: this.#time }
    this.#store = await diskStoreOver(inline(this.#folder, {}, this.#time.now), options)
  }

  async close(): Promise<void> {
    await this.#store?.close()
  }

  /** Does the same to both, and compares what they answer. */
  async run(command: Command): Promise<void> {
    // By the bytes of all, memory looks at what is too old later than the file does.
    if (command.does === 'wait' && this.#limits.totalBytes === undefined)
      this.#time.ms += (command.hours ?? 0) * HOUR_MS
    if (command.does === 'reopen') await this.#reopen()
    const intent = { scope: '', account: '', key: '', digest: '', ...command }
    const id = `${intent.scope} ${intent.account} ${intent.key}`
    if (command.does === 'begin') {
      const [is, should] = await Promise.all([this.#disk.begin(intent), this.#memory.begin(intent)])
      expect(plain(is)).toEqual(plain(should))
      if (is.is === 'fresh') this.#underWay.set(id, intent)
    }
    const begun = this.#underWay.get(id)
    if (!begun || (command.does !== 'settle' && command.does !== 'forget')) return
    const reply = Buffer.alloc(command.bytes ?? 0, 'x')
    for (const ledger of [this.#disk, this.#memory]) await ledger[command.does](begun, reply)
    this.#underWay.delete(id)
  }

  /** In memory, a call whose reply was not kept is as one that was under way when the hub ended. */
  async #reopen(): Promise<void> {
    await this.close()
    await this.open()
    for (const each of this.#underWay.values()) await this.#memory.settle(each, Buffer.alloc(REPLY_BYTES + 1))
    this.#underWay.clear()
  }

  get #disk(): CallLedger {
    if (!this.#store) throw new RangeError('not open')
    return this.#store.ledger
  }
}

const plain = (begun: Begun): unknown =>
  begun.is === 'replied' ? { ...begun, reply: Buffer.from(begun.reply).toString() } : begun.is

it('on disk says of every call what the ledger in memory says, whenever it is opened again', async () => {
  await fc.assert(
    fc.asyncProperty(limits, fc.array(command, { minLength: 10, maxLength: 80 }), async (limit, commands) => {
      const folder = await mkdtemp(join(tmpdir(), 'rookery-calls-'))
      const pair = new Pair(folder, limit)
      await pair.open()
      try {
        for (const each of commands) await pair.run(each as Command)
      } finally {
        await pair.close()
        await rm(folder, { recursive: true, force: true })
      }
    }),
    { numRuns: 60 },
  )
})
