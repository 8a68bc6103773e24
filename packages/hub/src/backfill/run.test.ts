import { type Call, failedReply, okReply, type Reply } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import type { RunLimits } from './budget.js'
import { HistorySource, PACE_MS } from './history-source.js'
import { KnownChats } from './known-chats.js'
import { messageText } from './message.fixture.js'
import { type RunParts, runBackfill } from './run.js'

const PLENTY: RunLimits = { calls: 1e9, messages: 1e9, bytes: 1e12, timeMs: 1e12 }
const START = 1_700_000_000

/** A clock on which nothing has to be waited for. */
class QuickClock extends TestClock {
  readonly waitsMs: number[] = []
  #aheadMs = 0

  override steady(): number {
    return this.#aheadMs
  }

  override after(ms: number, wake: () => void) {
    this.waitsMs.push(ms)
    this.#aheadMs += ms
    queueMicrotask(wake)
    return () => {}
  }
}

interface Given {
  readonly groups: number
  readonly limits?: Partial<RunLimits>
  readonly answer?: (group: number) => Reply
}

/** Unix seconds of the last known message of a group: those with greater numbers spoke later. */
const timeOf = (group: number): number => START - 1_000 + group

const missedIn = (group: number): Reply => {
  const known = { group_id: group, time: timeOf(group), message_id: 1, real_seq: '1' }
  const missed = { ...known, time: START + 5, message_id: 2, real_seq: '2' }
  const list = [known, missed].map((each) => JSON.parse(Buffer.from(messageText(each)).toString()))
  return okReply({ messages: list })
}

/** A run over as many groups, of which the last one was heard of last. */
async function run({ groups, limits, answer = missedIn }: Given, more: Partial<RunParts> = {}) {
  const [clock, known, abort] = [new QuickClock(), new KnownChats(), new AbortController()]
  const asked: number[] = []
  const taken: string[] = []
  for (let n = 1; n <= groups; n++) {
    const chat = { kind: 'group', id: String(n) } as const
    known.before({ chat, time: timeOf(n), key: { seq: 1, id: '1' } })
  }
  const call = async ({ bytes }: Call): Promise<Reply> => {
    const { group_id } = JSON.parse(Buffer.from(bytes).toString()).params
    asked.push(group_id)
    return answer(group_id)
  }
  const source = new HistorySource({
    ...{ clock, now: () => clock.steady(), limits: { ...PLENTY, ...limits } },
    ...{ lacking: new Set<string>(), signal: abort.signal, call },
  })
  const outcome = await runBackfill({
    ...{ selfId: '10001', dialect: 'unknown', source, known, knownFrom: 0, wasLost: true },
    signal: abort.signal,
    tellsOwn: () => true,
    take: (chat, { seq }) => taken.push(`${chat.id} ${seq}`) > 0,
    ...more,
  })
  return { ...outcome, asked, taken, clock }
}

describe('a run', () => {
  it('asks chat by chat, the latest first, paced', async () => {
    const { asked, taken, clock, isComplete } = await run({ groups: 4 })
    expect(asked).toEqual([4, 3, 2, 1])
    expect(taken).toEqual(['4 2', '3 2', '2 2', '1 2'])
    expect(clock.waitsMs).toEqual([PACE_MS, PACE_MS, PACE_MS])
    expect(isComplete).toBe(true)
  })

  it.each([
    ['calls', { calls: 300 }, 300],
    ['time', { timeMs: 300 * PACE_MS }, 301],
    ['messages', { messages: 600 }, 300],
  ])('ends at its limit of %s; the rest is told as one gap', async (_, limits, most) => {
    const { asked, left, gaps, isComplete } = await run({ groups: 1_000, limits })
    expect(asked.length).toBe(most)
    expect(left).toBe(1_000 - most)
    expect(gaps.all(START, START + 60)).toEqual([{ from_time: START, to_time: START + 60, count: 0 }])
    expect(isComplete).toBe(true)
  })

  it('ends at its limit of bytes', async () => {
    const { asked, left } = await run({ groups: 100, limits: { bytes: 1_000 } })
    expect(asked.length).toBeLessThan(10)
    expect(left).toBe(100 - asked.length)
  })

  it.each([
    ['refuses each', () => failedReply(100, 'no'), 20],
    ['lacks the action', () => failedReply(1404, 'no such action'), 1],
    ['does not answer', () => failedReply(1504, 'no answer'), 2],
  ])(
    'ends soon if the implementation %s, and tells no gap: nothing says that there is one',
    async (_, answer, most) => {
      const { asked, gaps } = await run({ groups: 1_000, answer })
      expect(asked.length).toBe(most)
      expect(gaps.all(START, START + 60)).toEqual([])
    },
  )

  it('goes on where one group of many refuses', async () => {
    const { taken } = await run({
      groups: 100,
      answer: (group) => (group % 2 === 0 ? failedReply(100, 'no') : missedIn(group)),
    })
    expect(taken).toHaveLength(50)
  })

  it('tells gaps of many chats in few notices', async () => {
    const { gaps } = await run({
      groups: 100,
      answer: (group) => {
        const text = Buffer.from(
          messageText({ group_id: group, time: START + 9, message_id: 9, real_seq: '9' }),
        )
        return okReply({ messages: [JSON.parse(text.toString())] })
      },
    })
    const told = gaps.all(START, START + 60)
    expect(told).toHaveLength(21)
    expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(700)
  })

  it('leaves messages from before the time from which on it knows what came', async () => {
    expect((await run({ groups: 1 }, { knownFrom: START + 6 })).taken).toEqual([])
    expect((await run({ groups: 1 }, { knownFrom: START + 5 })).taken).toEqual(['1 2'])
  })

  it('takes nothing any more once it is ended', async () => {
    const abort = new AbortController()
    const answer = (group: number): Reply => {
      abort.abort()
      return missedIn(group)
    }
    const { taken, isComplete } = await run({ groups: 2, answer }, { signal: abort.signal })
    expect([taken, isComplete]).toEqual([[], false])
  })
})
