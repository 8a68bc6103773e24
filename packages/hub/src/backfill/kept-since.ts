import type { Clock } from '@rookery/transport'
import { inTime } from '../history/in-time.js'
import type { HubStore } from '../history/index.js'
import { cursorOfSince, type Since, sinceOfCursor } from './since.js'
import type { WatchedAccount } from './watched-account.js'

/** Name under which the moment of a loss is kept, beside the cursors of clients. */
const CLIENT = 'rookery'

/** Longest wait for the store. */
const ANSWER_MS = 30_000

const placeOf = (account: string): string => `backfill ${account}`

/** Keeps since when messages may be missing, so that a hub that is killed meanwhile goes on from there. */
export class KeptSince {
  readonly #store: HubStore
  readonly #clock: Clock

  constructor(store: HubStore, clock: Clock) {
    this.#store = store
    this.#clock = clock
  }

  save(account: string, since: Since, time: number): void {
    if (!this.#store.keepsEvents) return
    const cursor = cursorOfSince(since, account, time)
    this.#store.cursors.saveCursors([{ client: CLIENT, place: placeOf(account), cursor }])
  }

  forget(account: string): void {
    if (!this.#store.keepsEvents) return
    this.#store.cursors.saveCursors([{ client: CLIENT, place: placeOf(account) }])
  }

  /** Loads the moment that an earlier process left, for an account that is new to this one. */
  async load(account: string, watched: WatchedAccount): Promise<Since | undefined> {
    if (!this.#store.keepsEvents || watched.since?.kind !== 'start') return undefined
    try {
      const asked = this.#store.cursors.cursorOf(CLIENT, placeOf(account))
      const cursor = await inTime(asked, ANSWER_MS, this.#clock)
      const since = cursor && sinceOfCursor(cursor, account)
      if (cursor) watched.lostAt = cursor.time
      if (since) watched.since = since
      else this.save(account, watched.since, watched.lostAt)
      return since
    } catch {
      // The store says elsewhere that it cannot be read; then the history of this process counts.
      return undefined
    }
  }
}
