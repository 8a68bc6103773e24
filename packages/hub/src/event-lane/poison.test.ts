import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newCursor } from '../journal/cursor.js'
import { CONFIRM_WITHIN_MS } from './confirmation-slots.js'
import { DeliveryStage, FakeLink, nextTick, numbers } from './deliver.fixture.js'

let stage: DeliveryStage
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  stage = new DeliveryStage()
})
afterEach(() => {
  stage.close()
  vi.useRealTimers()
})

const answer = async (link: FakeLink): Promise<void> => {
  link.pong()
  await nextTick()
}

describe('after two disconnects while the same events were under way', () => {
  const disconnectTwice = () => {
    const cursor = newCursor(0)
    stage.append(5)
    for (let n = 0; n < 2; n++) stage.connect(cursor).end()
    return cursor
  }

  it('events go out one by one, each once the one before is confirmed', async () => {
    const { link } = stage.connect(disconnectTwice())
    for (let at = 1; at <= 5; at++) {
      expect(link.texts).toEqual(numbers(1, at))
      expect(link.pings.at(-1)).toBe(String(at))
      await answer(link)
    }
  })

  it('the next events wait for the last confirmation, and then go out together again', async () => {
    const { link } = stage.connect(disconnectTwice())
    for (let at = 1; at < 5; at++) await answer(link)
    stage.append(3)
    await nextTick()
    expect(link.texts).toEqual(numbers(1, 5))
    await answer(link)
    expect(link.texts).toEqual(numbers(1, 8))
    expect(link.batches.at(-1)?.texts).toHaveLength(3)
  })

  it('a third disconnect makes a poison event of the one that was out, which is left out and announced', async () => {
    const cursor = disconnectTwice()
    const third = stage.connect(cursor)
    await answer(third.link)
    await answer(third.link)
    expect(third.link.texts).toEqual(numbers(1, 3))
    third.end()
    const { link, gaps } = stage.connect(cursor)
    expect(gaps).toEqual([{ from_time: stage.now / 1000, to_time: stage.now / 1000, count: 1 }])
    await answer(link)
    expect(link.texts).toEqual(['gap', '4', '5'])
    vi.advanceTimersByTime(CONFIRM_WITHIN_MS)
    await answer(link)
    expect(cursor.position).toBe(5)
    expect(stage.connect(cursor).gaps).toEqual([])
  })

  it('a connection that needs no pings goes through thousands of them without growing the stack', async () => {
    const cursor = { ...newCursor(0), suspects: { from: 1, to: 20_000, disconnects: 2 } }
    stage.append(20_000)
    const { link } = stage.connect(cursor, 'drain')
    await nextTick()
    expect(link.texts).toEqual(numbers(1, 20_000))
    expect(cursor.position).toBe(20_000)
  })

  it('a connection that gets through ends the suspicion', async () => {
    const cursor = disconnectTwice()
    const third = stage.connect(cursor)
    for (let at = 1; at <= 5; at++) await answer(third.link)
    third.end()
    expect(cursor).toMatchObject({ position: 5, suspects: undefined })
  })
})

/**
 * A program that reads what its socket holds and dies of certain events. The answer to a ping that it read shortly
 * before it died may be lost.
 */
function readUntilDeath(
  link: FakeLink,
  deadly: ReadonlySet<number>,
  loses: boolean,
): (inbox: string[]) => boolean {
  const answers: string[] = []
  return (inbox) => {
    for (const each of inbox.splice(0)) {
      const [kind, text = ''] = each.split(' ')
      if (kind === 'ping') answers.push(text)
      else if (deadly.has(Number(text))) {
        if (!loses) for (const answer of answers) link.pong(answer)
        return false
      }
    }
    for (const answer of answers.splice(0)) link.pong(answer)
    return true
  }
}

async function liveAndDie(deadly: ReadonlySet<number>, head: number, loses: boolean) {
  const cursor = newCursor(0)
  const texts: string[][] = []
  stage.append(head)
  while (cursor.position < head) {
    if (texts.length > 6 * (deadly.size + 1)) throw new RangeError(`stuck at ${cursor.position}`)
    const link = new FakeLink()
    const inbox: string[] = []
    link.onWrite = (kind, text) => void inbox.push(`${kind} ${text}`)
    const connection = stage.connectOver(link, cursor)
    const read = readUntilDeath(link, deadly, loses)
    while (inbox.length > 0 && read(inbox) && cursor.position < head) {
      await Promise.resolve()
      vi.advanceTimersByTime(CONFIRM_WITHIN_MS)
    }
    connection.end()
    texts.push(link.texts)
  }
  return texts
}

describe('a client that dies whenever it reads certain events', () => {
  it('loses exactly those, after three disconnects each, whether or not its last pongs arrive', async () => {
    const deadly = fc.uniqueArray(fc.integer({ min: 1, max: 150 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(deadly, fc.boolean(), async (positions, loses) => {
        stage.close()
        stage = new DeliveryStage()
        const lives = await liveAndDie(new Set(positions), 150, loses)
        const seen = new Map<string, number>()
        for (const text of lives.flat()) seen.set(text, (seen.get(text) ?? 0) + 1)
        for (const at of numbers(1, 150)) expect(seen.get(at) ?? 0, `event ${at}`).toBeGreaterThan(0)
        expect(lives.filter((texts) => texts[0] === 'gap').length).toBeGreaterThanOrEqual(positions.length)
        const last = lives.at(-1) ?? []
        for (const at of positions) expect(last).not.toContain(String(at))
        if (positions.length === 1) expect(lives).toHaveLength(4)
      }),
      { numRuns: 150 },
    )
  })
})
