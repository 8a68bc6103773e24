import { frameText } from '@rookery/transport'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newCursor } from '../journal/cursor.js'
import type { FillableJournal } from '../journal/filled-view.js'
import type { Gap } from '../journal/gap.js'
import type { JournalEvent } from '../journal/journal.js'
import { memoryJournal } from '../journal/memory.js'
import { Dealer } from './dealer.js'
import type { Hand } from './hand.js'
import type { Sticky } from './sticky-key.js'

const ALL = { accounts: 'all', selfMessages: true } as const

/** A balance group without sockets: members that join, confirm and leave as the test says. */
class Group {
  readonly journal: FillableJournal
  readonly dealer: Dealer
  readonly hands: TestHand[] = []
  readonly leftOut: JournalEvent[] = []
  readonly gaps: Gap[] = []
  now = 1_000_000
  #made = 0
  #number = 0

  constructor(sticky: Sticky, keep = 1e6) {
    this.journal = memoryJournal({ ageMs: 1e9, events: keep, bytes: 1e9 }, () => this.now)
    const waiting = this.journal.filledView('waiting', ALL)
    this.dealer = new Dealer(waiting, { sticky, maxAgeMs: 300_000, now: () => this.now })
    this.journal.onAppend((event) => this.dealer.append(event))
  }

  emit(fields: object): JournalEvent {
    const body = { self_id: 1, post_type: 'message', ...fields }
    const event = {
      id: { account: '1', epoch: 1, number: ++this.#number },
      isMessage: body.post_type === 'message',
      time: 1000,
      admittedAt: this.now,
      text: frameText(Buffer.from(JSON.stringify(body))),
    }
    this.journal.append(event)
    return event
  }

  join(name: string, weight = 1): TestHand {
    const view = this.journal.filledView(`hand ${++this.#made}`, ALL)
    const hand: TestHand = {
      name,
      weight,
      view,
      cursor: newCursor(view.head),
      sent: () => view.head,
      gap: (gap) => void this.gaps.push(gap),
      leftOut: (event) => void this.leftOut.push(event),
    }
    this.hands.push(hand)
    this.dealer.join(hand)
    return hand
  }

  leave(hand: TestHand): void {
    this.hands.splice(this.hands.indexOf(hand), 1)
    this.dealer.leave(hand)
  }

  confirm(hand: TestHand, position = hand.view.head): void {
    hand.cursor.position = position
    this.dealer.confirmed(hand)
  }
}

type TestHand = Hand

const numbersIn = ({ view }: Hand): number[] =>
  Array.from({ length: view.head - view.tail }, (_, index) => view.at(view.tail + 1 + index).id.number)

describe('a balance group', () => {
  it('keeps the events of a group at one member, and moves few groups when one joins', () => {
    const group = new Group('group')
    const hands = ['a', 'b', 'c'].map((name) => group.join(name))
    const owners = (): (string | undefined)[] =>
      Array.from({ length: 300 }, (_, group_id) => {
        const event = group.emit({ group_id: group_id + 1 })
        return group.hands.find(({ view }) => view.head > view.tail && view.at(view.head) === event)?.name
      })
    const before = owners()
    expect(owners()).toEqual(before)
    for (const hand of hands) group.confirm(hand)
    group.join('d')
    const after = owners()
    const moved = after.filter((owner, at) => owner !== before[at])
    expect(new Set(moved)).toEqual(new Set(['d']))
    expect(moved.length).toBeGreaterThan(30)
    expect(moved.length).toBeLessThan(130)
  })

  it.each(['group', 'user', 'none'] as const)('sticky: %s deals by weight', (sticky) => {
    const group = new Group(sticky)
    const [light, heavy] = [group.join('light', 1), group.join('heavy', 3)]
    for (let n = 1; n <= 4_000; n++) group.emit({ group_id: n, user_id: 10_000 + n })
    const share = heavy.view.head / (heavy.view.head + light.view.head)
    expect(share).toBeGreaterThan(0.7)
    expect(share).toBeLessThan(0.8)
  })

  it('moves a key only when what its member has of it is confirmed', () => {
    const group = new Group('group')
    const first = group.join('a')
    for (let n = 0; n < 50; n++) group.emit({ group_id: n + 1 })
    const second = group.join('b')
    for (let n = 0; n < 50; n++) group.emit({ group_id: n + 1 })
    expect(second.view.head).toBe(0)
    group.confirm(first)
    for (let n = 0; n < 50; n++) group.emit({ group_id: n + 1 })
    expect(second.view.head).toBeGreaterThan(10)
  })

  it('gives meta events to every member, and nobody else’s when one leaves', () => {
    const group = new Group('group')
    const [first, second] = [group.join('a'), group.join('b')]
    group.emit({ post_type: 'meta_event', meta_event_type: 'x' })
    group.leave(first)
    expect([numbersIn(first), numbersIn(second)]).toEqual([[1], [1]])
  })

  it('lets a member finish that is drained, and holds back what would overtake it', () => {
    const group = new Group('group')
    const first = group.join('a')
    group.emit({ group_id: 1 })
    const second = group.join('b')
    let isDrained = false
    group.dealer.drain(first, () => {
      isDrained = true
    })
    group.emit({ group_id: 1 })
    group.emit({ group_id: 2 })
    expect([numbersIn(first), numbersIn(second), isDrained]).toEqual([[1], [3], false])
    group.confirm(first)
    expect([numbersIn(first), numbersIn(second), isDrained]).toEqual([[1], [3, 2], true])
  })

  it('keeps what comes while all are away for whoever is first, and tells him what was forgotten', () => {
    const group = new Group('group', 10)
    group.leave(group.join('a'))
    for (let n = 1; n <= 25; n++) group.emit({ group_id: 1 })
    const hand = group.join('b')
    expect(numbersIn(hand)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25])
    expect(group.gaps).toMatchObject([{ count: 15 }])
  })

  it('does not deal messages again that have become too old, and says so', () => {
    const group = new Group('group')
    const first = group.join('a')
    group.emit({ group_id: 1 })
    group.emit({ group_id: 1, post_type: 'notice' })
    group.now += 301_000
    group.emit({ group_id: 1 })
    const second = group.join('b')
    group.leave(first)
    expect(numbersIn(second)).toEqual([2, 3])
    expect(group.gaps).toMatchObject([{ count: 1 }])
  })

  it('finds the event at which members break off, and loses no other for it', () => {
    const group = new Group('group')
    for (let n = 1; n <= 5; n++) group.emit({ group_id: n })
    const deadly = group.emit({ group_id: 6 })
    for (let n = 7; n <= 9; n++) group.emit({ group_id: n })
    const confirmed = new Set<number>()
    for (let lives = 0; lives < 30 && group.leftOut.length === 0; lives++) {
      const hand = group.join('a')
      if (lives === 0) for (let n = 1; n <= 3; n++) group.emit({ group_id: n })
      for (let turn = 0; turn < 20; turn++) {
        if (numbersIn(hand).slice(hand.cursor.position).includes(deadly.id.number)) break
        for (const number of numbersIn(hand)) confirmed.add(number)
        group.confirm(hand)
      }
      group.leave(hand)
    }
    const last = group.join('a')
    for (let turn = 0; turn < 20; turn++) group.confirm(last)
    for (const number of numbersIn(last)) confirmed.add(number)
    expect(group.leftOut).toEqual([deadly])
    expect(confirmed.size).toBe(11)
    expect(confirmed.has(deadly.id.number)).toBe(false)
  })
})

type Step =
  | { readonly is: 'emit'; readonly key: number }
  | { readonly is: 'join'; readonly name: string; readonly weight: number }
  | { readonly is: 'leave' | 'confirm' | 'drain'; readonly at: number; readonly part: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ is: fc.constant('emit' as const), key: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('join' as const),
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      weight: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      is: fc.constantFrom('leave' as const, 'confirm' as const, 'confirm' as const, 'drain' as const),
      at: fc.nat(9),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
)

/** Plays a step. What is confirmed is noted with its number. */
function play(group: Group, each: Step, confirmed: Set<number>): void {
  if (each.is === 'emit') return void group.emit({ group_id: each.key, user_id: each.key })
  if (each.is === 'join') {
    const old = group.hands.find(({ name }) => name === each.name)
    if (old) group.leave(old)
    return void group.join(each.name, each.weight)
  }
  const hand = group.hands[each.at % Math.max(1, group.hands.length)]
  if (!hand) return
  if (each.is === 'leave') return group.leave(hand)
  if (each.is === 'drain') return group.dealer.drain(hand, () => {})
  const { head, tail } = hand.view
  const from = Math.max(hand.cursor.position, tail)
  const to = from + Math.ceil((head - from) * each.part)
  for (let at = from + 1; at <= to; at++) confirmed.add(hand.view.at(at).id.number)
  group.confirm(hand, to)
}

/** Numbers of the events that each live member has, and has not confirmed. */
const open = (group: Group): number[][] =>
  group.hands.map((hand) => numbersIn(hand).slice(hand.cursor.position - hand.view.tail))

describe('whatever members join, leave, drain and confirm', () => {
  it.each(['group', 'user', 'none'] as const)('with sticky: %s', (sticky) => {
    const run = fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const group = new Group(sticky)
      const confirmed = new Set<number>()
      for (const each of steps) {
        play(group, each, confirmed)
        const held = open(group).flat()
        expect(new Set(held).size).toBe(held.length)
        expect(held.filter((number) => confirmed.has(number))).toEqual([])
        if (sticky !== 'none') expectOrder(group)
      }
      for (const hand of [...group.hands]) group.leave(hand)
      const last = group.join('last')
      for (let turn = 0; turn < 200; turn++) {
        for (const number of open(group).flat()) confirmed.add(number)
        group.confirm(last)
      }
      const emitted = steps.filter(({ is }) => is === 'emit').length
      const lost = new Set(group.leftOut.map(({ id }) => id.number))
      for (let number = 1; number <= emitted; number++) expect(confirmed.has(number)).toBe(!lost.has(number))
      group.journal.close()
    })
    fc.assert(run, { numRuns: 300 })
  })

  /** Of each key one member alone has anything open, in the order of the events. */
  function expectOrder(group: Group): void {
    const owners = new Map<string, string>()
    for (const { name, view, cursor } of group.hands) {
      const last = new Map<string, number>()
      for (let at = Math.max(cursor.position, view.tail) + 1; at <= view.head; at++) {
        const { text, id } = view.at(at)
        const key = /"group_id":(\d+)/.exec(text.frame.toString())?.[1] ?? ''
        expect(owners.get(key) ?? name).toBe(name)
        owners.set(key, name)
        expect(id.number).toBeGreaterThan(last.get(key) ?? 0)
        last.set(key, id.number)
      }
    }
  }
})
