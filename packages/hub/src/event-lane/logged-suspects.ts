import {
  compareOrder,
  type EventId,
  type EventOrder,
  type Mark,
  marks,
  type StoredSuspects,
} from '../history/index.js'

/** Disconnects after which events are sent one by one, and after which the last suspect is the poison event. */
const CAREFUL_DISCONNECTS = 2
const POISON_DISCONNECTS = 3

/** Narrows down the suspects after a connection ended that had confirmed one mark and was sent up to another. */
export function loggedSuspectsAfter(
  before: StoredSuspects | undefined,
  confirmed: Mark,
  sent: Mark,
): StoredSuspects | undefined {
  if (!lacks(confirmed, sent)) return undefined
  const from = before ? larger(before.from, confirmed) : confirmed
  const until = before ? smaller(before.until, sent) : sent
  if (!before || !lacks(from, until)) return { from: confirmed, until: sent, disconnects: 1 }
  return { from, until, disconnects: before.disconnects + 1 }
}

/** Whether what comes behind a mark is to be sent one by one. */
export const isCareful = (suspects: StoredSuspects | undefined, mark: Mark): boolean =>
  suspects !== undefined && suspects.disconnects >= CAREFUL_DISCONNECTS && lacks(mark, suspects.until)

/** Whether an event is the only suspect that is left, and was there often enough. */
export function isPoison(suspects: StoredSuspects | undefined, id: EventId): boolean {
  if (!suspects || suspects.disconnects < POISON_DISCONNECTS) return false
  const { from, until } = suspects
  if (marks(from, id) || !marks(until, id)) return false
  const open = [...until.accounts].filter(([account, last]) => isBefore(from.accounts.get(account), last))
  const first = from.accounts.get(id.account)
  const isNext = first?.epoch === id.epoch ? first.number + 1 === id.number : id.number === 1
  return open.length === 1 && isNext && until.accounts.get(id.account)?.number === id.number
}

/** Whether the first mark lacks something that the second one has. */
const lacks = (mark: Mark, other: Mark): boolean =>
  [...other.accounts].some(([account, last]) => isBefore(mark.accounts.get(account), last))

const isBefore = (order: EventOrder | undefined, other: EventOrder): boolean =>
  order === undefined || compareOrder(order, other) < 0

/** All that one of the marks has. */
function larger(a: Mark, b: Mark): Mark {
  const accounts = new Map(a.accounts)
  for (const [account, last] of b.accounts)
    if (isBefore(accounts.get(account), last)) accounts.set(account, last)
  return { accounts }
}

/** What both marks have. */
function smaller(a: Mark, b: Mark): Mark {
  const accounts = new Map<string, EventOrder>()
  for (const [account, last] of a.accounts) {
    const other = b.accounts.get(account)
    if (other) accounts.set(account, compareOrder(last, other) < 0 ? last : other)
  }
  return { accounts }
}
