/** The clocks of two processes differ by no more. */
const CLOCKS_MS = 5

/**
 * Counts how events were shared among the members of a balance group. `lives` are the processes of its members: when each
 * started and was killed, and which events it received and confirmed when. An event may come to a second one only if the first
 * was killed before it had confirmed it, or less than `onTheWayMs` after that.
 */
export function sharedWork({ events, groupOf, lives, onTheWayMs }) {
  const receipts = receiptsOf(lives)
  const numbers = Array.from({ length: events }, (_, index) => index + 1)
  const finals = numbers.flatMap((n) => receipts.get(n)?.at(-1) ?? [])
  return {
    missing: events - finals.length,
    twice: numbers.reduce((sum, n) => sum + needlesslyTwice(receipts.get(n) ?? [], onTheWayMs), 0),
    disordered: lives.reduce((sum, life) => sum + disorderedIn(life, groupOf), 0) + passed(finals, groupOf),
    moved: movedWithoutReason(finals, groupOf, lives),
    handedOn: handedOn(numbers, receipts),
  }
}

/** Who received each event, the earliest first. */
function receiptsOf(lives) {
  const receipts = new Map()
  for (const life of lives)
    for (const record of life.records) {
      const list = receipts.get(record.n)
      if (list) list.push({ ...record, life })
      else receipts.set(record.n, [{ ...record, life }])
    }
  for (const list of receipts.values()) list.sort((one, other) => one.at - other.at)
  return receipts
}

const needlesslyTwice = (receipts, onTheWayMs) =>
  receipts
    .slice(0, -1)
    .filter(
      ({ confirmedAt = Number.POSITIVE_INFINITY, life: { killedAt } }) =>
        killedAt === undefined || confirmedAt < killedAt - onTheWayMs,
    ).length

/** Events that one process received behind a later one of the same group. */
function disorderedIn({ records }, groupOf) {
  const last = new Map()
  let count = 0
  for (const { n } of records) {
    if (n <= (last.get(groupOf(n)) ?? 0)) count++
    last.set(groupOf(n), n)
  }
  return count
}

/** Events that another process received behind a later one of the same group. */
function passed(finals, groupOf) {
  const last = new Map()
  let count = 0
  for (const { n, at } of finals) {
    if (at < (last.get(groupOf(n)) ?? 0) - CLOCKS_MS) count++
    last.set(groupOf(n), at)
  }
  return count
}

/** Times that a group went to another process although nobody had come or gone since. */
function movedWithoutReason(finals, groupOf, lives) {
  const changes = lives.flatMap(({ startedAt, killedAt }) => [
    startedAt,
    killedAt ?? Number.POSITIVE_INFINITY,
  ])
  const groups = new Map()
  let count = 0
  for (const { n, at, life } of finals) {
    const group = groups.get(groupOf(n))
    if (!group) groups.set(groupOf(n), { life, moves: 0, since: at })
    else if (group.life !== life) {
      const reasons = changes.filter((time) => time > group.since && time <= at + CLOCKS_MS).length
      if (++group.moves > reasons) count++
      group.life = life
    }
  }
  return count
}

/** Events that a process had when it was killed and another one got, and the longest time that took. */
function handedOn(numbers, receipts) {
  let [count, slowestMs] = [0, 0]
  for (const n of numbers) {
    const [first, ...others] = receipts.get(n) ?? []
    const last = others.at(-1)
    if (first?.life.killedAt === undefined || !last) continue
    count++
    slowestMs = Math.max(slowestMs, last.at - first.life.killedAt)
  }
  return { count, slowestMs }
}
