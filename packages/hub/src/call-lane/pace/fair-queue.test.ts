import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FairQueue } from './fair-queue.js'

interface Item {
  readonly client: object
  readonly chat: string
  readonly bytes: number
  readonly n: number
}

const clients = [{ name: 'a' }, { name: 'b' }, { name: 'c' }]
const everywhere = (): boolean => true
let count = 0
const item = (client: number, chat = 'g1', bytes = 1): Item => ({
  client: clients[client] ?? {},
  chat,
  bytes,
  n: count++,
})

function takeAll(queue: FairQueue<Item>): Item[] {
  const taken: Item[] = []
  for (let next = queue.take(everywhere); next; next = queue.take(everywhere)) taken.push(next)
  return taken
}

describe('a fair queue', () => {
  it('lets clients take turns, however much one of them has', () => {
    const queue = new FairQueue<Item>()
    const many = Array.from({ length: 100 }, () => item(0))
    const few = [item(1), item(2), item(1)]
    for (const each of [...many, ...few]) queue.add(each)
    const order = takeAll(queue).map(({ client }) => clients.indexOf(client as (typeof clients)[number]))
    expect(order.slice(0, 6)).toEqual([0, 1, 2, 0, 1, 0])
  })

  it('lets the chats of a client take turns, and keeps the order of each', () => {
    const queue = new FairQueue<Item>()
    const items = ['g1', 'g1', 'g1', 'u2', 'u2', 'g3'].map((chat) => item(0, chat))
    for (const each of items) queue.add(each)
    const [a, b, c, d, e, f] = items
    expect(takeAll(queue)).toEqual([a, d, f, b, e, c])
  })

  it('passes over chats that may not be sent to', () => {
    const queue = new FairQueue<Item>()
    const [first, second, other] = [item(0, 'g1'), item(0, 'g2'), item(1, 'g1')]
    for (const each of [first, second, other]) queue.add(each)
    expect(queue.take((chat) => chat === 'g2')).toBe(second)
    expect(queue.take((chat) => chat === 'g2')).toBeUndefined()
    expect(takeAll(queue)).toEqual([other, first])
  })

  it('tells how much leaves before one that is added now', () => {
    const queue = new FairQueue<Item>()
    for (const each of [item(0, 'g1'), item(0, 'g1'), item(0, 'g2'), item(1, 'g1')]) queue.add(each)
    expect(queue.ahead(clients[2] ?? {}, 'g1')).toEqual({ all: 2, inChat: 2 })
    expect(queue.ahead(clients[0] ?? {}, 'g1')).toEqual({ all: 4, inChat: 3 })
    expect(queue.ahead(clients[1] ?? {}, 'g9')).toEqual({ all: 3, inChat: 0 })
  })

  it('takes each item once, in the order of its client and chat, and counts what is left', () => {
    const step = fc.oneof(
      fc.record({ is: fc.constant('add' as const), client: fc.nat(2), chat: fc.nat(2), bytes: fc.nat(9) }),
      fc.record({ is: fc.constant('take' as const), chat: fc.nat(2) }),
      fc.record({ is: fc.constant('remove' as const), at: fc.nat(40) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const queue = new FairQueue<Item>()
        let waiting: Item[] = []
        for (const each of steps) {
          if (each.is === 'add') {
            const added = item(each.client, `g${each.chat}`, each.bytes)
            queue.add(added)
            waiting.push(added)
          } else if (each.is === 'take') {
            const taken = queue.take((chat) => chat === `g${each.chat}`)
            const candidates = waiting.filter(({ chat }) => chat === `g${each.chat}`)
            expect(taken === undefined).toBe(candidates.length === 0)
            if (taken) expect(candidates.find(({ client }) => client === taken.client)).toBe(taken)
            waiting = waiting.filter((other) => other !== taken)
          } else {
            const removed = waiting[each.at]
            if (removed) expect(queue.remove(removed)).toBe(true)
            if (removed) expect(queue.remove(removed)).toBe(false)
            waiting = waiting.filter((other) => other !== removed)
          }
          expect(queue.size).toBe(waiting.length)
          expect(queue.bytes).toBe(waiting.reduce((sum, { bytes }) => sum + bytes, 0))
        }
        expect(new Set(queue.clear())).toEqual(new Set(waiting))
        expect([queue.size, queue.bytes, [...queue.chats()]]).toEqual([0, 0, []])
      }),
    )
  })
})
