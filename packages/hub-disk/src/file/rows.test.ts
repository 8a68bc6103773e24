import { type HistoryEvent, type Mark, marks, type ReadRequest, type Slice } from '@rookery/hub/history'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { eventOf } from '../../../hub/src/history/history.fixture.js'
import { packRows } from '../store/batch.js'
import { rowRequest, sliceOf } from '../store/slice.js'
import { temporaryFolder } from '../temporary-folder.fixture.js'
import { type DatabaseClass, loadLibsql } from './libsql.js'
import { StoreFile } from './store-file.js'

let Database: DatabaseClass
beforeAll(async () => {
  Database = await loadLibsql()
})

const ACCOUNTS = ['1', '2', '3']
type Step =
  | { readonly account: string; readonly count: number; readonly lost: number; readonly isNewEpoch: boolean }
  | { readonly forget: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      account: fc.constantFrom(...ACCOUNTS),
      count: fc.integer({ min: 1, max: 5 }),
      lost: fc.constantFrom(0, 0, 0, 2),
      isNewEpoch: fc.constantFrom(false, false, false, true),
    }),
  },
  { weight: 1, arbitrary: fc.record({ forget: fc.integer({ min: 1, max: 20 }) }) },
)

/** A file and the plain list of what it should hold. */
class Stage {
  readonly file: StoreFile
  kept: HistoryEvent[] = []
  /** Ids that were ever given, by account and epoch. */
  readonly given: HistoryEvent[] = []
  readonly #epochs = new Map<string, number>()
  readonly #numbers = new Map<string, number>()
  #now = 0

  constructor(folder: string) {
    this.file = StoreFile.open(Database, folder, { now: 0, isSuspect: false })
  }

  do(each: Step): void {
    if ('forget' in each) return this.#forget(each.forget)
    const { account, count, lost, isNewEpoch } = each
    if (isNewEpoch) this.#numbers.set(account, 0)
    const epoch = (this.#epochs.get(account) ?? 1) + (isNewEpoch ? 1 : 0)
    this.#epochs.set(account, epoch)
    const from = this.#numbers.get(account) ?? 0
    const all = Array.from({ length: lost + count }, (_, n) => ({
      ...eventOf(account, epoch, from + n + 1),
      admittedAt: this.#now++,
    }))
    this.#numbers.set(account, from + all.length)
    this.given.push(...all)
    this.kept.push(...all.slice(lost))
    const packs = packRows(all.slice(lost))
    this.file.commit({ packs, begins: [], cursors: [], dropped: [], isSynced: false, now: 0 })
  }

  /** Whole packs go: one goes when its last event is old enough. */
  #forget(back: number): void {
    while (!this.file.retain({ now: this.#now, olderThan: this.#now - back, bytes: 1e9 })) {}
    const found = this.file.rows({ accounts: 'all', marks: [], limit: 1, bytes: 1 }).rows[0]
    const first = this.kept.findIndex(
      ({ id }) => id.account === found?.account && id.epoch === found.epoch && id.number === found.first,
    )
    this.kept = first < 0 ? [] : this.kept.slice(first)
  }

  readAll(after: Mark, accounts: ReadRequest['accounts'], limit: number, isHinted: boolean): Slice[] {
    const slices: Slice[] = []
    let request: ReadRequest = { after, accounts, limit }
    for (;;) {
      const slice = sliceOf(request, this.file.rows(rowRequest(request)))
      slices.push(slice)
      if (slice.isEnd) return slices
      const { mark, hint } = slice
      request = { after: mark, accounts, limit, ...(isHinted && hint !== undefined && { hint }) }
    }
  }
}

it('gives what a plain list has behind any mark, and counts what is missing, whatever was lost or forgotten', async () => {
  const folder = await temporaryFolder()
  let run = 0
  const reading = fc.record({
    mark: fc.dictionary(
      fc.constantFrom(...ACCOUNTS),
      fc.record({ epoch: fc.integer({ min: 1, max: 3 }), number: fc.integer({ min: 0, max: 20 }) }),
    ),
    accounts: fc.oneof(fc.constant('all' as const), fc.subarray(ACCOUNTS)),
    limit: fc.integer({ min: 1, max: 7 }),
    isHinted: fc.boolean(),
  })
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 25 }),
      fc.array(reading, { minLength: 1, maxLength: 6 }),
      (steps, readings) => {
        const stage = new Stage(`${folder}-${run++}`)
        for (const each of steps) stage.do(each)
        for (const { mark, accounts, limit, isHinted } of readings) {
          // An epoch that the file does not know cannot be counted in.
          const known = Object.entries(mark).filter(([account, { epoch }]) =>
            stage.given.some(({ id }) => id.account === account && id.epoch === epoch),
          )
          const after: Mark = { accounts: new Map(known) }
          const slices = stage.readAll(after, accounts, limit, isHinted)
          for (const account of ACCOUNTS) {
            const isAhead = ({ id }: HistoryEvent): boolean =>
              id.account === account &&
              (accounts === 'all' || accounts.includes(account)) &&
              !marks(after, id)
            const events = slices.flatMap((slice) => slice.events.filter(({ id }) => id.account === account))
            const wanted = stage.kept.filter(isAhead)
            expect(events.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id))
            const missing = slices.flatMap((slice) =>
              slice.missing.filter((each) => each.account === account),
            )
            const counted = missing.reduce((sum, { count }) => sum + (count ?? Number.NaN), 0)
            expect(counted).toBe(stage.given.filter(isAhead).length - wanted.length)
          }
          expect(slices.every(({ events }) => events.length <= limit)).toBe(true)
        }
        stage.file.close()
      },
    ),
    { numRuns: 60 },
  )
})
