import { okReply } from '@rookery/protocol'
import { Downstream, frameText } from '@rookery/transport'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FakeLink, nextTick, StillClock } from '../event-lane/deliver.fixture.js'
import { Delivery, type Served } from '../event-lane/deliver.js'
import { HistoryWriter } from '../event-lane/history-writer.js'
import { markText } from '../history/index.js'
import { Kept } from '../history/kept-store.fixture.js'
import type { Cursor } from '../journal/cursor.js'
import type { AccountSelection } from '../journal/journal.js'
import { memoryJournal } from '../journal/memory.js'
import { silentLog } from '../log/log.js'
import { AckedCursor } from './acked-cursor.js'
import { Clients } from './clients.js'
import { FirstKnown } from './first-known.js'
import { KeptCursors } from './kept-cursors.js'
import { OlderEvents } from './older-events.js'
import { startOf } from './start.js'

const EPOCH = 3
const ACCOUNTS = ['1', '2']
const FOREVER = 1e15

/** One client that confirms by acks, with a journal that remembers little and a log behind it, or without a log. */
class AckStage {
  readonly #kept: Kept | undefined
  readonly #journal
  readonly #delivery
  readonly #history: HistoryWriter | undefined
  readonly #clock = new StillClock()
  readonly #last = new Map<string, number>()
  readonly #log
  readonly #view
  #cursor!: Cursor
  readonly acked = new Map<string, number>()
  readonly gaps: unknown[] = []
  link = new FakeLink()
  #served: Served | undefined
  #acks: AckedCursor | undefined

  constructor(chosen: AccountSelection, withLog: boolean) {
    this.#kept = withLog ? new Kept() : undefined
    const log = this.#kept?.store().log
    const history = log && new HistoryWriter(log, () => {})
    this.#history = history
    const keep = { ageMs: FOREVER, events: withLog ? 3 : 1_000, bytes: 1e9 }
    const mayForget = history && ((id: Parameters<typeof history.isSettled>[0]) => history.isSettled(id))
    this.#journal = memoryJournal(keep, () => 2e12, undefined, mayForget)
    this.#delivery = new Delivery({
      maxAgeMs: FOREVER,
      now: () => 2e12,
      flushGapMs: 0,
      clock: this.#clock,
      log,
      beforeFlush: () => history?.flush(),
    })
    this.#view = this.#journal.view(chosen)
    this.#log = log
  }

  /** Connects for the first time, from where it asks for: the last events that it has, by account; else from now on. */
  async begin(has: ReadonlyMap<string, number> | undefined): Promise<void> {
    await this.settled()
    const accounts = new Map([...(has ?? [])].map(([name, number]) => [name, { epoch: EPOCH, number }]))
    const now = (): number => 2e12
    const store = (this.#kept ?? new Kept()).store().cursors
    const firstKnown = new FirstKnown(store, this.#clock, { token: undefined, names: [] })
    const kept = this.#kept && new KeptCursors(store, { clock: this.#clock, log: silentLog, now })
    const client = new Clients([{ name: 'bot', token: 'any', history: true }]).configured('bot')
    const settings = { client, place: 'x', lastEventId: undefined, since: has && markText({ accounts }, 0) }
    const older = new OlderEvents({ firstKnown, log: this.#log, now, clock: this.#clock })
    const { cursor } = await startOf(this.#view, settings, { older, kept, clock: this.#clock, now })
    this.#cursor = cursor
    for (const account of ACCOUNTS)
      this.acked.set(account, has ? (has.get(account) ?? 0) : this.last(account))
    this.connect()
  }

  append(account: string): void {
    const number = (this.#last.get(account) ?? 0) + 1
    this.#last.set(account, number)
    const text = frameText(Buffer.from(`${account} ${number}`))
    const event = {
      id: { account, epoch: EPOCH, number },
      isMessage: true,
      time: 2e9,
      admittedAt: 2e12,
      text,
    }
    this.#journal.append(event)
    this.#history?.add(event)
    this.#delivery.wake()
  }

  connect(): void {
    // Without suspicion: that several connections end makes no event a poison event here.
    this.#served?.end(true)
    this.#acks?.end()
    this.link.isOpen = false
    this.link = new FakeLink()
    this.#acks = new AckedCursor(this.#cursor, this.#view, this.#clock)
    const handler = {
      call: async () => okReply(),
      confirmed: (position: number) => this.#served?.confirmed(position),
      drained: () => this.#served?.drained(),
    }
    this.#served = this.#delivery.subscribe({
      view: this.#view,
      sink: new Downstream(this.link, handler, { confirmBy: 'drain' }),
      cursor: this.#acks.received,
      announce: { gap: (gap) => void this.gaps.push(gap), poison: () => {} },
    })
    this.#served.advance()
  }

  /** Acks one of the events that the connection was sent. */
  ack(choice: number): void {
    const text = this.link.texts[choice % Math.max(1, this.link.texts.length)]
    if (text === undefined) return
    const [account = '', number] = text.split(' ')
    this.#acks?.ack({ account, epoch: EPOCH, number: Number(number) })
    this.acked.set(account, Math.max(this.acked.get(account) ?? 0, Number(number)))
  }

  async settled(): Promise<void> {
    this.link.drain()
    this.#clock.advance(1_000)
    for (let turn = 0; turn < 40; turn++) await nextTick()
  }

  /** Numbers of an account that the connection was sent. */
  got(account: string): number[] {
    return this.link.texts.flatMap((text) => (text.startsWith(`${account} `) ? Number(text.slice(2)) : []))
  }

  last(account: string): number {
    return this.#last.get(account) ?? 0
  }

  close(): void {
    this.#served?.end()
    this.#delivery.close()
    this.#journal.close()
  }
}

const step = fc.oneof(
  fc.record({ append: fc.constantFrom(...ACCOUNTS), count: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ ack: fc.nat() }),
  fc.constantFrom('reconnect' as const, 'turn' as const, 'settle' as const),
)

it('sends over each connection all since the beginning that is not acked, in the order of each account, and nothing that is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<AccountSelection>('all', ['1']),
      fc.boolean(),
      fc.array(step, { maxLength: 30 }),
      fc.array(fc.constantFrom(...ACCOUNTS), { maxLength: 12 }),
      fc.option(fc.dictionary(fc.constantFrom(...ACCOUNTS), fc.integer({ min: 0, max: 12 })), {
        nil: undefined,
      }),
      async (chosen, withLog, steps, earlier, since) => {
        const stage = new AckStage(chosen, withLog)
        for (const each of earlier) stage.append(each)
        const asked =
          since && Object.entries(since).map(([name, n]) => [name, Math.min(n, stage.last(name))] as const)
        await stage.begin(asked && new Map(asked))
        let before = new Map(stage.acked)
        const check = (): void => {
          for (const account of chosen === 'all' ? ACCOUNTS : chosen) {
            const first = (before.get(account) ?? 0) + 1
            const got = stage.got(account)
            expect(got).toEqual(got.map((_, at) => first + at))
          }
        }
        try {
          for (const each of steps) {
            if (typeof each === 'object' && 'append' in each)
              for (let n = 0; n < each.count; n++) stage.append(each.append)
            else if (typeof each === 'object') stage.ack(each.ack)
            else if (each === 'turn') await nextTick()
            else if (each === 'settle') await stage.settled()
            else {
              check()
              before = new Map(stage.acked)
              stage.connect()
            }
          }
          await stage.settled()
          check()
          for (const account of chosen === 'all' ? ACCOUNTS : chosen)
            expect(stage.got(account).length).toBe(stage.last(account) - (before.get(account) ?? 0))
          expect(stage.gaps).toEqual([])
        } finally {
          stage.close()
        }
      },
    ),
    { numRuns: 200 },
  )
})
