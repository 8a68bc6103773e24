import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Chat } from './chat.js'
import { ChatWalk } from './chat-walk.js'
import { type FetchedMessage, fetchedMessage } from './fetched-message.js'
import type { Question } from './history-call.js'
import { type ChatBase, KnownChats } from './known-chats.js'

const CHAT: Chat = { kind: 'group', id: '30001' }
const NOW = 1_700_000_000

/** A message of the history: whether it has a sequence is the implementation's matter. */
const message = (seq: number, { hasSeq = true, time = NOW + Math.floor(seq / 3) } = {}): FetchedMessage => {
  const body = {
    ...{ message_type: 'group', group_id: 30001, user_id: 20001, time, message_id: 100_000 - seq * 7 },
    ...(hasSeq && { real_seq: String(seq) }),
    raw_message: `第${seq}条`,
  }
  const place = { chat: CHAT, selfId: '10001', dialect: 'unknown' } as const
  const fetched = fetchedMessage(Buffer.from(JSON.stringify(body)), place)
  if (!fetched) throw new TypeError('no message')
  return fetched
}

const baseAt = (seq: number, hasSeq = true): ChatBase => {
  const time = NOW + Math.floor(seq / 3)
  const sameSecond = [seq, seq - 1, seq - 2].filter((each) => NOW + Math.floor(each / 3) === time)
  const ids = new Set(sameSecond.map((each) => String(100_000 - each * 7)))
  return { time, ids, ...(hasSeq && { seq }) }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)

const texts = (messages: readonly FetchedMessage[]): string[] =>
  messages.map(({ event }) => JSON.parse(Buffer.from(event.bytes).toString()).raw_message)

/** Answers as an implementation with the history from `first` to `last`: the page ends at the anchor, and has it. */
function pageOf(history: readonly FetchedMessage[], { from, count }: Question, turned: boolean) {
  const end = from ? history.findIndex(({ messageId }) => messageId === from.messageId) + 1 : history.length
  const page = history.slice(Math.max(0, end - count), end)
  return turned ? page.reverse() : page
}

function walkThrough(
  base: ChatBase,
  answer: (question: Question, page: number) => readonly FetchedMessage[],
) {
  const walk = new ChatWalk(base)
  let pages = 0
  for (let question = walk.next; question; question = walk.next) {
    if (++pages > 100) throw new RangeError('the walk does not end')
    walk.page(answer(question, pages))
  }
  return { ...walk.outcome, pages }
}

describe('a walk through the history of a chat', () => {
  it('finds all that is newer than the last known message, in order, once', () => {
    const lengths = { first: fc.integer({ min: 1, max: 40 }), missed: fc.integer({ min: 0, max: 300 }) }
    fc.assert(
      fc.property(fc.record({ ...lengths, hasSeq: fc.boolean(), turned: fc.boolean() }), (given) => {
        const { first, missed, hasSeq, turned } = given
        const history = range(1, first + missed).map((seq) => message(seq, { hasSeq }))
        const found = walkThrough(baseAt(first, hasSeq), (question) => pageOf(history, question, turned))
        const wanted = range(first + 1, first + missed).map((seq) => `第${seq}条`)
        // Within a second nothing but the order of the page is left to go by, and that is right.
        expect(texts(found.missed)).toEqual(wanted)
        expect(found.gap).toBeUndefined()
      }),
    )
  })

  it('leaves, beside what was known before and what came since, exactly what was missed', () => {
    const given = fc.record({
      before: fc.integer({ min: 1, max: 60 }),
      since: fc.array(fc.boolean(), { maxLength: 120 }),
      hasSeq: fc.boolean(),
    })
    fc.assert(
      fc.property(given, ({ before, since, hasSeq }) => {
        const history = range(1, before + since.length).map((seq) => message(seq, { hasSeq }))
        const known = new KnownChats()
        const came = (_: unknown, at: number): boolean => at >= before && since[at - before] === true
        for (const each of history.slice(0, before)) known.before({ chat: CHAT, time: each.time, key: each })
        for (const each of history.filter(came)) known.since({ chat: CHAT, time: each.time, key: each })
        const [asked] = known.list(true)
        const { missed } = walkThrough(asked?.base ?? baseAt(1), (question) =>
          pageOf(history, question, false),
        )
        const wanted = history.filter((_, at) => at >= before && !came(_, at))
        expect(texts(missed.filter((each) => !known.has(CHAT, each)))).toEqual(texts(wanted))
      }),
    )
  })

  it('sorts by sequence whatever the order of a page is', () => {
    const page = fc.shuffledSubarray(range(5, 25), { minLength: 21 })
    fc.assert(
      fc.property(page, (seqs) => {
        const { missed } = walkThrough(baseAt(5), () => seqs.map((seq) => message(seq)))
        expect(texts(missed)).toEqual(range(6, 25).map((seq) => `第${seq}条`))
      }),
    )
  })

  it('asks once where nothing was missed', () => {
    const history = range(1, 50).map((seq) => message(seq))
    const found = walkThrough(baseAt(50), (question) => pageOf(history, question, false))
    expect(found).toEqual({ missed: [], pages: 1 })
  })

  it('tells the gap where the history does not reach back', () => {
    const history = range(41, 60).map((seq) => message(seq))
    const { missed, gap } = walkThrough(baseAt(30), (question) => pageOf(history, question, false))
    expect(missed).toHaveLength(20)
    expect(gap).toEqual({ from_time: NOW + 10, to_time: NOW + 13, count: 10 })
  })

  it('tells no gap where the history is empty: nothing says that there is one', () => {
    expect(walkThrough(baseAt(30), () => [])).toEqual({ missed: [], pages: 1 })
  })

  it('tries the other direction once where a page goes to newer messages', () => {
    const history = range(1, 60).map((seq) => message(seq))
    const { missed, gap } = walkThrough(baseAt(10), (question) => {
      const at = history.findIndex(({ messageId }) => messageId === question.from?.messageId)
      if (!question.from || question.isFlipped) return pageOf(history, question, false)
      return history.slice(at, at + question.count)
    })
    expect(texts(missed)).toEqual(range(11, 60).map((seq) => `第${seq}条`))
    expect(gap).toBeUndefined()
  })

  it('goes by time where sequences contradict it', () => {
    const odd = range(1, 20).map((n) => message(1_000 + ((n * 7_919) % 997), { time: NOW + n * 1_000 }))
    const base: ChatBase = { time: NOW + 5_000, seq: 1_990, ids: new Set([odd[4]?.id ?? '']) }
    expect(walkThrough(base, () => odd).missed.map(({ time }) => time)).toEqual(
      range(6, 20).map((n) => NOW + n * 1_000),
    )
  })

  it('ends, gives nothing twice, and nothing from before the last known message, whatever comes', () => {
    const any = fc.record({ seq: fc.integer({ min: 1, max: 60 }), hasSeq: fc.boolean(), time: fc.nat(100) })
    const pages = fc.array(fc.array(any, { maxLength: 30 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(pages, fc.integer({ min: 1, max: 60 }), (given, known) => {
        const base = baseAt(known)
        const { missed, pages: asked } = walkThrough(base, (_, page) =>
          (given[(page - 1) % given.length] ?? []).map(({ seq, hasSeq, time }) =>
            message(seq, { hasSeq, time: NOW + time }),
          ),
        )
        const keys = missed.map(({ seq, id }) => seq ?? `id ${id}`)
        expect(new Set(keys).size).toBe(keys.length)
        expect(missed.every(({ seq = 0, time }) => time >= base.time || seq > known)).toBe(true)
        expect(asked).toBeLessThanOrEqual(12)
      }),
    )
  })

  it('asks for less where an answer is too large, and gives up in the end', () => {
    const walk = new ChatWalk(baseAt(1))
    const counts: number[] = []
    for (let question = walk.next; question; question = walk.next) {
      counts.push(question.count)
      walk.tooLarge()
    }
    expect(counts).toEqual([20, 4, 1])
  })
})
