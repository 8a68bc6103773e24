import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newCursor } from '../journal/cursor.js'
import { CONFIRM_AFTER_MS, CONFIRM_WITHIN_MS } from './confirmation-slots.js'
import { DeliveryStage, FakeLink, nextTick, numbers, StillClock } from './deliver.fixture.js'

/** What happens next: some events come, then time passes; perhaps the connection breaks, and is back after a while. */
interface Step {
  readonly events: number
  readonly waitMs: number
  readonly breaksForMs: number | undefined
}

/** One connection of the client, as far as its life went. */
interface Life {
  readonly sent: { readonly text: string; readonly at: number }[]
  readonly startedAt: number
  readonly pings: number
  readonly missed: number
  readonly endedAt: number
}

/** Lives through the steps with a client that answers each ping after a round trip; others are asked before it. */
async function liveThrough(
  steps: readonly Step[],
  rttMs: number,
  crowd = 0,
): Promise<{ lives: Life[]; count: number }> {
  const clock = new StillClock()
  const stage = new DeliveryStage({ clock })
  const cursor = newCursor(0)
  const lives: Life[] = []
  for (let n = 0; n < crowd; n++) {
    const { link } = stage.connect()
    link.onWrite = (kind, text) => void (kind === 'ping' && link.pong(text))
  }
  let count = 0
  const live = () => {
    const link = new FakeLink()
    const sent: Life['sent'] = []
    link.onWrite = (kind, text) => {
      if (kind === 'ping') clock.after(rttMs, () => link.isOpen && link.pong(text))
      else if (text !== 'gap') sent.push({ text, at: clock.now() })
    }
    const startedAt = clock.now()
    const connection = stage.connectOver(link, cursor)
    return () => {
      connection.end()
      const missed = connection.gaps.reduce((sum, gap) => sum + gap.count, 0)
      lives.push({ sent, startedAt, pings: link.pings.length, missed, endedAt: clock.now() })
    }
  }
  const append = async (events: number): Promise<void> => {
    count += events
    if (events > 0) stage.append(events)
    await nextTick()
  }
  let end = live()
  for (const { events, waitMs, breaksForMs } of steps) {
    await append(events)
    clock.advance(waitMs)
    if (breaksForMs === undefined) continue
    end()
    await append(events)
    clock.advance(breaksForMs)
    end = live()
    await nextTick()
  }
  // Careful ones get one event for each round trip.
  for (let turn = 0; cursor.position < count && turn < 5_000; turn++) {
    clock.advance(CONFIRM_WITHIN_MS)
    await nextTick()
  }
  expect(cursor.position).toBe(count)
  end()
  stage.close()
  return { lives, count }
}

const step = (most: number) =>
  fc.record({
    events: fc.integer({ min: 0, max: most }),
    waitMs: fc.integer({ min: 0, max: 700 }),
    breaksForMs: fc.option(fc.integer({ min: 0, max: 2_000 }), { nil: undefined, freq: 4 }),
  })

/** Events that the client was sent once more, with the time from when they were sent to the break. */
const repeated = (lives: readonly Life[]): number[] =>
  lives.flatMap(({ sent, endedAt }, index) => {
    const again = new Set(lives[index + 1]?.sent.map(({ text }) => text))
    return sent.filter(({ text }) => again.has(text)).map(({ at }) => endedAt - at)
  })

/** What was sent half a round trip before a break has arrived; what was sent later is lost with the connection. */
function expectWhole({ lives, count }: { lives: readonly Life[]; count: number }, rttMs: number): void {
  const arrived = new Set<string>()
  let missed = 0
  for (const { sent, endedAt, missed: announced } of lives) {
    const positions = sent.map(({ text }) => Number(text))
    const [first = 0] = positions
    if (announced === 0) expect(positions).toEqual(positions.map((_, index) => first + index))
    for (const { text, at } of sent) if (at <= endedAt - rttMs / 2) arrived.add(text)
    missed += announced
  }
  const lost = numbers(1, count).filter((text) => !arrived.has(text))
  // What the client broke off at three times is left out, and announced.
  expect(lost.length).toBeLessThanOrEqual(missed)
}

describe('whatever comes and however often the connection breaks', () => {
  const rtt = fc.integer({ min: 1, max: CONFIRM_AFTER_MS - 1 })
  /** None, or as many as leave the last slot. */
  const crowd = fc.constantFrom(0, 159)

  it('what comes twice was sent within the confirmation interval and a round trip, and nothing is missing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step(12), { maxLength: 30 }), rtt, crowd, async (steps, rttMs, others) => {
        const outcome = await liveThrough(steps, rttMs, others)
        expectWhole(outcome, rttMs)
        for (const ageMs of repeated(outcome.lives))
          expect(ageMs).toBeLessThanOrEqual(CONFIRM_WITHIN_MS + rttMs)
      }),
      { numRuns: 200 },
    )
  })

  it('so it is after a flood, whose last events may wait for a ping that is under way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step(900), { maxLength: 12 }), rtt, async (steps, rttMs) => {
        const outcome = await liveThrough(steps, rttMs)
        expectWhole(outcome, rttMs)
        for (const ageMs of repeated(outcome.lives))
          expect(ageMs).toBeLessThanOrEqual(CONFIRM_WITHIN_MS + 2 * rttMs)
      }),
      { numRuns: 100 },
    )
  })

  it('what was missed comes no more than twice to a client that stays for a round trip', async () => {
    const brief = fc.record({
      events: fc.integer({ min: 0, max: 3 }),
      waitMs: fc.integer({ min: 0, max: 200 }),
      breaksForMs: fc.integer({ min: 0, max: 2_000 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(brief, { minLength: 5, maxLength: 30 }),
        fc.integer({ min: 1, max: 20 }),
        async (steps, rttMs) => {
          // Events come, too, while it is away: the next connection begins with them.
          const stays = steps.map((step) => ({ ...step, waitMs: step.waitMs + rttMs }))
          const { lives } = await liveThrough(stays, rttMs)
          const times = new Map<string, number>()
          for (const { text } of lives.flatMap(({ sent }) => sent))
            times.set(text, (times.get(text) ?? 0) + 1)
          expect(Math.max(0, ...times.values())).toBeLessThanOrEqual(2)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('a client that confirms is asked no more than four times a second', async () => {
    const calm = fc.record({
      events: fc.integer({ min: 0, max: 3 }),
      waitMs: fc.integer({ min: 0, max: 60 }),
      breaksForMs: fc.constant(undefined),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(calm, { minLength: 20, maxLength: 100 }), rtt, async (steps, rttMs) => {
        const { lives } = await liveThrough(steps, rttMs)
        const [life] = lives
        if (!life) throw new RangeError('no life')
        expect(life.pings).toBeLessThanOrEqual(1 + (life.endedAt - life.startedAt) / CONFIRM_AFTER_MS)
      }),
      { numRuns: 100 },
    )
  })
})
