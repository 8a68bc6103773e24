import { okReply } from '@rookery/protocol'
import { Downstream, frameText } from '@rookery/transport'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FakeLink, nextTick, StillClock } from '../event-lane/deliver.fixture.js'
import { Delivery } from '../event-lane/deliver.js'
import { HistoryWriter } from '../event-lane/history-writer.js'
import type { EventId, HubStore } from '../history/index.js'
import { Kept } from '../history/kept-store.fixture.js'
import type { AccountSelection, Journal } from '../journal/journal.js'
import { memoryJournal } from '../journal/memory.js'
import { silentLog } from '../log/log.js'
import { Clients } from './clients.js'
import { Connection, type ConnectionContext } from './connection.js'
import { FirstKnown } from './first-known.js'
import { KeptCursors } from './kept-cursors.js'
import { OlderEvents } from './older-events.js'
import { OwnEvents } from './own-events.js'

const ACCOUNTS = ['1', '2', '3']

const textOf = ({ account, epoch, number }: EventId): string => `${account}.${epoch}.${number}`

/** What one connection is sent, and how much of it surely arrived: all before the last ping that was answered. */
class Line {
  readonly link = new FakeLink()
  #arrived = 0
  #atPing = 0

  constructor() {
    this.link.onWrite = (kind) => {
      if (kind === 'ping') this.#atPing = this.link.texts.length
    }
  }

  get sent(): readonly string[] {
    return this.link.texts.filter((text) => /^\d+\.\d+\.\d+$/.test(text))
  }

  get arrived(): readonly string[] {
    return this.link.texts.slice(0, this.#arrived)
  }

  answer(): void {
    if (this.link.pings.length === 0) return
    this.#arrived = this.#atPing
    this.link.pong()
  }
}

/** The running parts of a hub. */
interface Run {
  readonly clock: StillClock
  readonly store: HubStore & { save(): void }
  readonly history: HistoryWriter
  readonly journal: Journal
  readonly delivery: Delivery
  readonly cursors: KeptCursors
  readonly clients: Clients
}

/** One client of a hub, which may lose its connection, and the hub its process. */
class Life {
  readonly kept = new Kept()
  readonly lines: Line[] = []
  readonly gaps: unknown[] = []
  all: EventId[] = []
  readonly #accounts: AccountSelection
  readonly #keep: number
  #epoch = 0
  #now = 2e12
  #last = new Map<string, number>()
  #run: Run
  #connection: Connection | undefined

  constructor(keep: number, accounts: AccountSelection) {
    this.#keep = keep
    this.#accounts = accounts
    this.#run = this.#start()
  }

  /** Each process has its own: the alarms of one that was killed do not ring any more. */
  get clock(): StillClock {
    return this.#run.clock
  }

  append(account: string): void {
    const number = (this.#last.get(account) ?? 0) + 1
    this.#last.set(account, number)
    const id = { account, epoch: this.#epoch, number }
    this.all.push(id)
    const text = frameText(Buffer.from(textOf(id)))
    const event = { id, isMessage: true, time: 2e9, admittedAt: ++this.#now, text }
    this.#run.journal.append(event)
    this.#run.history.add(event)
    this.#run.delivery.wake()
  }

  async connect(): Promise<void> {
    const line = new Line()
    this.lines.push(line)
    const { clients, delivery, journal, cursors, store } = this.#run
    const context: ConnectionContext = {
      delivery,
      own: new OwnEvents(this.clock),
      kept: cursors,
      older: new OlderEvents({
        firstKnown: new FirstKnown(store.cursors, this.clock, { token: undefined, names: [] }),
        now: () => this.#now,
        clock: this.clock,
      }),
      clock: this.clock,
      nextId: () => 1,
      now: () => this.#now,
      isStopping: () => false,
      view: (accounts) => journal.view(accounts),
      accountsOf: () => [],
      call: async () => okReply(),
      ended: () => {},
      pongsUnusable: () => {},
      missed: (_, gap) => this.gaps.push(gap),
      leftOut: (_, event) => this.gaps.push(event.id),
    }
    const settings = {
      client: clients.configured('bot'),
      account: 'all',
      role: 'Universal' as const,
      accounts: this.#accounts,
      wantsClientStatus: false,
      isPort: false,
    }
    this.#connection = new Connection((handler) => new Downstream(line.link, handler), settings, context)
    this.#connection.start(settings)
    await turns()
  }

  get line(): Line | undefined {
    return this.lines.at(-1)
  }

  async cut(): Promise<void> {
    if (this.line) this.line.link.isOpen = false
    this.#connection?.end('cut')
    await this.connect()
  }

  /** Ends the hub, or its process without the chance to save cursors, and starts it again. */
  async restart({ isKilled }: { isKilled: boolean }): Promise<void> {
    this.kept.isSlow = false
    await turns()
    const { history, store, cursors } = this.#run
    history.close()
    store.save()
    if (!isKilled) {
      this.#connection?.end('restart')
      cursors.save()
    }
    if (this.line) this.line.link.isOpen = false
    this.close()
    // No process begins in the millisecond of another one's last event.
    this.#now++
    this.#run = this.#start()
    await this.connect()
  }

  save(): void {
    this.#run.store.save()
  }

  close(): void {
    this.#run.delivery.close()
    this.#run.journal.close()
  }

  #start(): Run {
    this.#epoch++
    this.#last = new Map()
    const clock = new StillClock()
    const now = (): number => this.#now
    const store = this.kept.store()
    const history = new HistoryWriter(store.log, () => {})
    const limits = { ageMs: 1e15, events: this.#keep, bytes: 1e9 }
    const journal = memoryJournal(limits, now, undefined, (id) => history.isSettled(id))
    const delivery = new Delivery({
      maxAgeMs: 1e15,
      now,
      flushGapMs: 0,
      clock,
      log: store.log,
      beforeFlush: () => history.flush(),
    })
    const cursors = new KeptCursors(store.cursors, { clock, log: silentLog, now })
    const clients = new Clients([{ name: 'bot', token: 'the-token-of-the-bot' }])
    return { clock, store, history, journal, delivery, cursors, clients }
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await nextTick()
}

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ append: fc.constantFrom(...ACCOUNTS), count: fc.integer({ min: 1, max: 8 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.constantFrom('turn', 'block', 'drain', 'slow', 'save', 'pong', 'pong', 'second', 'second'),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function go(life: Life, steps: readonly Step[]): Promise<void> {
  for (const each of steps) {
    const { line } = life
    if (typeof each === 'object') for (let n = 0; n < each.count; n++) life.append(each.append)
    else if (each === 'turn') await turns()
    else if (each === 'block' && line) line.link.queuedBytes = 1e9
    else if (each === 'drain') line?.link.drain()
    else if (each === 'pong') line?.answer()
    else if (each === 'second') life.clock.advance(1_000)
    else if (each === 'slow') life.kept.isSlow = true
    else if (each === 'save') life.save()
  }
}

/** The client reads and confirms all that there is. */
async function settle(life: Life): Promise<void> {
  life.kept.isSlow = false
  life.save()
  life.line?.link.drain()
  let [seen, quiet] = [-1, 0]
  while (quiet < 5) {
    await turns()
    life.clock.advance(1_000)
    life.line?.answer()
    const { length } = life.line?.arrived ?? []
    quiet = length === seen ? quiet + 1 : 0
    seen = length
  }
}

const ends = fc.constantFrom('cut' as const, 'restart' as const, 'kill' as const)
const isAscending = (texts: readonly string[]): boolean => {
  const places = texts.map((text) => text.split('.').map(Number))
  return places.every(([, epoch = 0, number = 0], at) => {
    const [, before = 0, last = 0] = places[at - 1] ?? []
    return epoch > before || (epoch === before && number > last)
  })
}

describe('a client that loses its connection, or its hub', () => {
  it('gets everything, in the order of each account and nothing twice over one connection', async () => {
    const steps = fc.array(step, { maxLength: 12 })
    const selection = fc.constantFrom<AccountSelection>('all', ['1'], ['1', '2'])
    // A third end at one event would make it a poison event.
    const lives = fc.array(fc.record({ steps, end: ends }), { maxLength: 2 })
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        selection,
        lives,
        steps,
        async (keep, chosen, lives, last) => {
          const life = new Life(keep, chosen)
          try {
            await life.connect()
            // A client is known to the next process once its first cursor is saved.
            life.clock.advance(1_000)
            for (const { steps, end } of lives) {
              await go(life, steps)
              if (end === 'cut') await life.cut()
              else await life.restart({ isKilled: end === 'kill' })
            }
            await go(life, last)
            await settle(life)
            for (const account of ACCOUNTS) {
              const isShown = chosen === 'all' || chosen.includes(account)
              const ofAccount = (text: string): boolean => text.startsWith(`${account}.`)
              const wanted = isShown ? life.all.map(textOf).filter(ofAccount) : []
              const got = new Set(life.lines.flatMap(({ arrived }) => arrived).filter(ofAccount))
              expect(wanted.filter((text) => !got.has(text))).toEqual([])
              for (const { sent } of life.lines) expect(isAscending(sent.filter(ofAccount))).toBe(true)
            }
            expect(life.gaps).toEqual([])
          } finally {
            life.close()
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
