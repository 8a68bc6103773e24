import type { Batch } from '@rookery/transport'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newCursor } from '../journal/cursor.js'
import { CONFIRM_WITHIN_MS } from './confirmation-slots.js'
import { DeliveryStage, FakeLink, nextTick, numbers, trimmed } from './deliver.fixture.js'

const KB = 1024

let stage: DeliveryStage
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  stage = new DeliveryStage()
})
afterEach(() => {
  stage.close()
  vi.useRealTimers()
})

describe('connections at the head', () => {
  it('are sent the same batch, made once, with all that was admitted in one tick', async () => {
    const connections = [stage.connect(), stage.connect(), stage.connect()]
    stage.append(3)
    expect(connections.map(({ link }) => link.texts)).toEqual([[], [], []])
    await nextTick()
    const [first] = connections[0]?.link.batches ?? []
    for (const { link } of connections) {
      expect(link.texts).toEqual(numbers(1, 3))
      expect(link.batches).toHaveLength(1)
      expect(link.batches[0]).toBe(first)
    }
  })

  it('are sent nothing out of turn where one of them is slow', async () => {
    const [fast, slow] = [stage.connect(), stage.connect()]
    if (slow) slow.link.queuedBytes = 300 * KB
    stage.append(2)
    await nextTick()
    if (slow) slow.link.queuedBytes = 10 * KB
    stage.append(1)
    await nextTick()
    slow?.link.drain()
    stage.append(1)
    await nextTick()
    for (const each of [fast, slow]) expect(each?.link.texts).toEqual(numbers(1, 4))
  })

  it('get one that comes alone at once, and of many those of one gap together', async () => {
    stage.close()
    stage = new DeliveryStage({ flushGapMs: 60_000 })
    const { link } = stage.connect()
    stage.append(1)
    await nextTick()
    expect(link.texts).toEqual(['1'])
    for (let n = 0; n < 5; n++) {
      stage.append(1)
      await nextTick()
    }
    expect(link.batches).toHaveLength(1)
    vi.advanceTimersByTime(60_000)
    expect(link.texts).toEqual(numbers(1, 6))
    expect(link.batches).toHaveLength(2)
  })

  it('get nothing of what was there before a new cursor', async () => {
    stage.append(5)
    const { link } = stage.connect()
    stage.append(1)
    await nextTick()
    expect(link.texts).toEqual(['6'])
  })

  it('get nothing after their end', async () => {
    const { link, subscription } = stage.connect()
    subscription.end()
    stage.append(1)
    await nextTick()
    expect(link.texts).toEqual([])
  })

  it('are sent a large backlog in several writes, none much larger than 64 KB', async () => {
    const { link } = stage.connect()
    stage.append(100, { bytes: 20 * KB })
    for (let turn = 0; turn < 40; turn++) await nextTick()
    expect(trimmed(link)).toEqual(numbers(1, 100))
    expect(link.batches.length).toBeGreaterThan(20)
    for (const { plain } of link.batches) expect(plain.length).toBeLessThan(90 * KB)
  })
})

describe('a connection whose socket is full', () => {
  it('is not written to, delays nobody, and reads on without a gap once it has drained', async () => {
    const [slow, fast] = [stage.connect(), stage.connect()]
    stage.append(1)
    await nextTick()
    slow.link.queuedBytes = 300 * KB
    for (let n = 0; n < 10; n++) {
      stage.append(10)
      await nextTick()
    }
    expect(fast.link.texts).toEqual(numbers(1, 101))
    expect(slow.link.texts).toEqual(['1'])
    slow.link.drain()
    expect(slow.link.texts).toEqual(numbers(1, 101))
    expect(slow.gaps).toEqual([])
    stage.append(1)
    await nextTick()
    expect(slow.link.texts.at(-1)).toBe('102')
  })

  it('catches up one write a turn, however fast it reads, so that the others get theirs in between', async () => {
    const [slow, fast] = [stage.connect(), stage.connect()]
    slow.link.queuedBytes = 300 * KB
    stage.append(100, { bytes: 20 * KB })
    for (let turn = 0; turn < 40; turn++) await nextTick()
    slow.link.drain()
    for (let turn = 1; turn <= 5; turn++) {
      expect(slow.link.batches).toHaveLength(turn)
      stage.append(1)
      await nextTick()
      expect(fast.link.texts).toHaveLength(100 + turn)
    }
    for (let turn = 0; turn < 40; turn++) await nextTick()
    expect(trimmed(slow.link)).toEqual(numbers(1, 105))
  })

  it('is told of one gap when the journal has forgotten what it had still to get, and goes on', async () => {
    stage.close()
    stage = new DeliveryStage({ events: 10 })
    const slow = stage.connect()
    stage.append(2)
    await nextTick()
    slow.link.pong()
    vi.advanceTimersByTime(CONFIRM_WITHIN_MS)
    slow.link.pong()
    expect(slow.cursor.position).toBe(2)
    slow.link.queuedBytes = 300 * KB
    for (let n = 0; n < 30; n++) {
      stage.now += 1_000
      stage.append(1)
      await nextTick()
    }
    slow.link.drain()
    expect(slow.link.texts).toEqual(['1', '2', 'gap', ...numbers(23, 32)])
    expect(slow.gaps).toEqual([{ from_time: slow.cursor.time, to_time: stage.now / 1000 - 9, count: 20 }])
    stage.append(1)
    await nextTick()
    expect(slow.link.texts.at(-1)).toBe('33')
    expect(slow.gaps).toHaveLength(1)
  })

  it('is told of the gap, and nothing else, when the journal has forgotten all of it', async () => {
    stage.close()
    stage = new DeliveryStage({ events: 0 })
    const { link, gaps } = stage.connect()
    stage.append(3)
    await nextTick()
    expect(link.texts).toEqual(['gap'])
    expect(gaps).toMatchObject([{ count: 3 }])
  })

  it('does not hear of the same gap again on its next connection', async () => {
    stage.close()
    stage = new DeliveryStage({ events: 10 })
    const slow = stage.connect()
    slow.link.queuedBytes = 300 * KB
    stage.append(30)
    await nextTick()
    slow.link.drain()
    vi.advanceTimersByTime(CONFIRM_WITHIN_MS)
    slow.link.pong()
    slow.end()
    const again = stage.connect(slow.cursor)
    expect([slow.gaps.length, again.gaps, again.link.texts]).toEqual([1, [], []])
  })
})

describe('confirmation', () => {
  it('is asked for 250 to 500 ms after the first event, once for all that came since', async () => {
    const { link, cursor } = stage.connect()
    for (let n = 0; n < 3; n++) {
      stage.append(1)
      await nextTick()
      vi.advanceTimersByTime(80)
    }
    expect(link.pings).toEqual([])
    vi.advanceTimersByTime(CONFIRM_WITHIN_MS - 3 * 80)
    expect(link.pings).toEqual(['3'])
    expect(cursor.position).toBe(0)
    link.pong('3')
    expect(cursor.position).toBe(3)
  })

  it('is asked for at once after 512 events', async () => {
    const { link } = stage.connect()
    stage.append(511)
    await nextTick()
    expect(link.pings).toEqual([])
    stage.append(1)
    await nextTick()
    expect(link.pings).toEqual(['512'])
  })

  it('is not asked for again when nothing new was sent', async () => {
    const { link } = stage.connect()
    stage.append(1)
    await nextTick()
    vi.advanceTimersByTime(CONFIRM_WITHIN_MS)
    link.pong()
    vi.advanceTimersByTime(10_000)
    expect(link.pings).toEqual(['1'])
  })

  it('is believed only for what was asked', async () => {
    const { link, cursor } = stage.connect()
    stage.append(3)
    await nextTick()
    vi.advanceTimersByTime(CONFIRM_WITHIN_MS)
    for (const payload of ['4', '-3']) link.pong(payload)
    expect(cursor.position).toBe(0)
    link.pong('3')
    expect(cursor.position).toBe(3)
  })

  it('counts for nothing once the connection has ended: its successor knows better', async () => {
    const old = stage.connect()
    stage.append(2)
    await nextTick()
    vi.advanceTimersByTime(CONFIRM_WITHIN_MS)
    // Replaced while its socket is still there.
    old.subscription.end()
    const next = stage.connect(old.cursor)
    // It is asked at once for what the first one had not confirmed.
    next.link.pong('2')
    stage.append(3)
    await nextTick()
    vi.advanceTimersByTime(CONFIRM_WITHIN_MS)
    next.link.pong('5')
    expect(next.cursor.position).toBe(5)
    old.link.pong('2')
    expect(next.cursor.position).toBe(5)
  })

  it('comes from a drained socket where pongs lack what was in the ping', async () => {
    const { link, cursor } = stage.connect()
    stage.append(3)
    await nextTick()
    link.queuedBytes = 100
    for (let n = 0; n < 3; n++) {
      vi.advanceTimersByTime(CONFIRM_WITHIN_MS)
      link.pong('')
    }
    expect(cursor.position).toBe(0)
    link.drain()
    expect(cursor.position).toBe(3)
    const pings = link.pings.length
    stage.append(2)
    await nextTick()
    vi.advanceTimersByTime(CONFIRM_WITHIN_MS)
    expect(cursor.position).toBe(5)
    expect(link.pings).toHaveLength(pings)
  })

  it('comes from a drained socket alone where pings are not to be sent', async () => {
    const { link, cursor } = stage.connect(newCursor(0), 'drain')
    stage.append(200)
    link.queuedBytes = 10
    await nextTick()
    vi.advanceTimersByTime(CONFIRM_WITHIN_MS)
    expect(cursor.position).toBe(0)
    link.queuedBytes = 0
    vi.advanceTimersByTime(100)
    expect(cursor.position).toBe(200)
    expect(link.pings).toEqual([])
  })
})

describe('a large event', () => {
  it('is asked about at once', async () => {
    const { link } = stage.connect()
    stage.append(2, { bytes: 300 * KB })
    await expect.poll(() => link.pings).toEqual(['1'])
    link.pong('1')
    await expect.poll(() => link.pings).toEqual(['1', '2'])
  })

  it('is sent alone, in its place, to each connection of a feed, and made ready once for all', async () => {
    const [a, b] = [stage.connect(), stage.connect()]
    const made: Batch[] = []
    for (const { link } of [a, b]) {
      link.prepare = async (batch) => {
        made.push(batch)
        await nextTick()
      }
    }
    stage.append(2)
    stage.append(1, { bytes: 300 * KB })
    stage.append(2)
    stage.append(2, { bytes: 300 * KB })
    stage.append(1)
    await expect.poll(() => trimmed(a.link).length + trimmed(b.link).length).toBe(16)
    for (const { link } of [a, b]) {
      expect(trimmed(link)).toEqual(numbers(1, 8))
      expect(link.batches.map(({ texts }) => texts.length)).toEqual([2, 1, 2, 1, 1, 1])
    }
    expect([made.length, new Set(made).size]).toEqual([6, 3])
  })

  it('that is forgotten while it is made ready is a gap, and one that left a connection is sent over the next', async () => {
    const small = new DeliveryStage({ events: 2 })
    const { link, gaps, cursor, end } = small.connect()
    let isReady = (): void => {}
    link.prepare = () =>
      new Promise((resolve) => {
        isReady = resolve
      })
    small.append(1, { bytes: 300 * KB })
    await nextTick()
    small.append(3)
    await nextTick()
    isReady()
    await expect.poll(() => trimmed(link)).toEqual(['gap', '3', '4'])
    expect(gaps).toMatchObject([{ count: 2 }])
    small.append(1, { bytes: 300 * KB })
    await nextTick()
    end()
    link.batches.length = 0
    const next = small.connectOver(new FakeLink(), { ...cursor, position: 4 })
    await expect.poll(() => trimmed(next.link)).toEqual(['5'])
    isReady()
    await nextTick()
    expect(link.batches).toEqual([])
    small.close()
  })
})
