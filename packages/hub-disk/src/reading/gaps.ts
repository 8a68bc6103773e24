import type { Database } from '../file/libsql.js'
import { tellsKills } from '../file/open-file.js'

/** Numbers that are missing in one epoch of an account. */
export interface Gap {
  readonly account: string
  readonly epoch: number
  readonly first: number
  readonly last: number
  /**
   * `dropped` while the disk could not be written; `killed`: one number stands for those that a hub may have delivered right
   * before it was killed; `unknown`: they were lost in another way.
   */
  readonly reason: 'dropped' | 'killed' | 'unknown'
}

interface Row {
  readonly account: string
  readonly epoch: number
  readonly first: number
  readonly last: number
}

interface Dropped extends Row {
  readonly killed: number
}

interface Forgotten {
  readonly account: string
  readonly epoch: number
  readonly last: number
}

/** Finds the numbers that are missing between packs. Those that retention has forgotten are not missing. */
export class GapFinder {
  readonly found: Gap[] = []
  readonly #db: Database
  /** The last number by account and epoch. */
  readonly #last = new Map<string, Row>()
  readonly #forgotten: Map<string, Forgotten>
  readonly #dropped: readonly Dropped[]

  constructor(db: Database) {
    this.#db = db
    const forgotten = db
      .prepare(
        'SELECT account, forgotten_epoch AS epoch, forgotten_last AS last FROM accounts WHERE forgotten_epoch > 0',
      )
      .all() as readonly Forgotten[]
    this.#forgotten = new Map(forgotten.map((each) => [each.account, each]))
    const killed = tellsKills(db) ? 'killed' : '0 AS killed'
    this.#dropped = db
      .prepare(`SELECT account, epoch, first, last, ${killed} FROM dropped`)
      .all() as readonly Dropped[]
  }

  /** Takes packs in the order of the file. Returns what is wrong with that order. */
  take(row: Row): string | undefined {
    const before = this.#last.get(row.account)
    if (before && (row.epoch < before.epoch || (row.epoch === before.epoch && row.first <= before.last))) {
      return 'stands behind later events of its account'
    }
    if (before && before.epoch !== row.epoch) this.#endEpoch(before)
    const last = before?.epoch === row.epoch ? before.last : this.#forgottenIn(row)
    if (row.first > last + 1) this.#miss({ ...row, first: last + 1, last: row.first - 1 })
    this.#last.set(row.account, row)
    return undefined
  }

  /** The last pack was taken. */
  end(): void {
    for (const row of this.#last.values()) this.#endEpoch(row)
  }

  /** Number up to which an epoch was forgotten. */
  #forgottenIn({ account, epoch }: Row): number {
    const forgotten = this.#forgotten.get(account)
    if (!forgotten || forgotten.epoch < epoch) return 0
    return forgotten.epoch === epoch ? forgotten.last : Number.MAX_SAFE_INTEGER
  }

  #endEpoch({ account, epoch, last }: Row): void {
    const select = this.#db.prepare('SELECT last FROM epochs WHERE account = ? AND epoch = ?')
    const known = (select.get(account, epoch) as { readonly last: number } | undefined)?.last ?? last
    if (known > last) this.#miss({ account, epoch, first: last + 1, last: known })
  }

  #miss({ account, epoch, first, last }: Row): void {
    const runs = this.#dropped.filter((run) => run.account === account && run.epoch === epoch)
    this.found.push({ account, epoch, first, last, reason: reasonOf(first, last, runs) })
  }
}

function reasonOf(first: number, last: number, runs: readonly Dropped[]): Gap['reason'] {
  if (!isCovered(first, last, runs)) return 'unknown'
  return runs.some((run) => run.killed === 1 && run.first === first) ? 'killed' : 'dropped'
}

/** True if every number from `first` to `last` lies in one of the runs. */
function isCovered(first: number, last: number, runs: readonly Row[]): boolean {
  let next = first
  for (const run of [...runs].sort((a, b) => a.first - b.first)) {
    if (run.first <= next) next = Math.max(next, run.last + 1)
  }
  return next > last
}
