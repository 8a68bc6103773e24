import { inTransaction } from './commit.js'
import type { Database } from './libsql.js'
import { isFailureOfMachine } from './open-file.js'

/** An epoch of a process that was killed. */
interface TornEpoch {
  readonly account: string
  readonly epoch: number
  readonly last: number
}

/**
 * Ends the epochs of processes that were killed. Some clients may have got events that were not saved, which others can never
 * get; nobody knows how many. One number behind the last saved event stands for them, so that whoever reads across it is told
 * of a gap, and whoever had more is not. `run` is the process that opens the file.
 */
export function closeTornEpochs(db: Database, run: number, now: number): void {
  const torn = db.prepare('SELECT account, epoch, last FROM epochs WHERE run IS NOT NULL AND run != ?')
  const lost = lossSaver(db)
  const close = db.prepare('UPDATE epochs SET last = last + 1, run = NULL WHERE account = ? AND epoch = ?')
  try {
    inTransaction(db, () => {
      for (const each of torn.all(run) as readonly TornEpoch[]) {
        lost(each, Math.trunc(now / 1000))
        close.run(each.account, each.epoch)
      }
    })
  } catch (error) {
    // A full disk keeps nobody from reading; the next process that can write says it.
    if (!isFailureOfMachine(error)) throw error
  }
}

function lossSaver(db: Database): (epoch: TornEpoch, nowSeconds: number) => void {
  const lastTime = db.prepare(
    'SELECT last_time AS time FROM packs WHERE account = ? AND epoch = ? ORDER BY last DESC LIMIT 1',
  )
  const insert = db.prepare(
    `INSERT INTO dropped (account, epoch, first, last, from_time, to_time, killed)
     VALUES (?, ?, ?, ?, ?, ?, 1)`,
  )
  return ({ account, epoch, last }, nowSeconds) => {
    const known = lastTime.get(account, epoch) as { readonly time: number } | undefined
    const from = Math.min(known?.time ?? nowSeconds, nowSeconds)
    insert.run(account, epoch, last + 1, last + 1, from, nowSeconds)
  }
}
