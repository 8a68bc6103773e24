import { describe, expect, it } from 'vitest'
import { missing, repeatedTooLate } from './account.mjs'
import { eventText } from './event.mjs'
import { Received } from './received.mjs'
import { Sent } from './sent.mjs'

const take = (received, ...numbers) => {
  for (const n of numbers) received.take(eventText(n, 1000))
}

describe('what a row counts', () => {
  it('is missing: what was sent, did not come, and was not sent just before a break', () => {
    const sent = new Sent()
    for (const at of [100, 200, 940, 960]) sent.next(at, 1)
    sent.broke(1, 1000)
    const received = new Received('client')
    take(received, 1)
    expect(missing(sent, received, 50)).toBe(2)
    expect(missing(sent, received, 0)).toBe(3)
    take(received, 2, 3)
    expect(missing(sent, received, 50)).toBe(0)
  })

  it('is missing even just before a break of another connection', () => {
    const sent = new Sent()
    sent.next(960, 1)
    sent.broke(2, 1000)
    expect(missing(sent, new Received('client'), 50)).toBe(1)
  })

  it('is out of order: what does not follow within a connection; a new connection may go back', () => {
    const received = new Received('client')
    take(received, 1, 2, 3)
    received.begin()
    take(received, 2, 3, 4)
    expect(received.disordered).toBe(0)
    take(received, 4, 3)
    expect(received.disordered).toBe(2)
  })

  it('keeps the order of each group apart where only that is promised', () => {
    const received = new Received('client', { isOrderedByGroup: true })
    take(received, 2, 1, 10, 9)
    expect(received.disordered).toBe(0)
    take(received, 2)
    expect(received.disordered).toBe(1)
  })

  it('is damaged: a text that is not the one sent', () => {
    const received = new Received('client')
    received.take(eventText(1, 1000).replace('somebody', 'nobody'))
    expect(received.damaged).toBe(1)
  })

  it('is repeated too late: what had come long before the break, or without any', () => {
    const received = new Received('client')
    received.repeats = [
      { n: 1, before: 5000, again: 7000 },
      { n: 2, before: 5900, again: 7000 },
    ]
    expect(repeatedTooLate(received, [6000], 900)).toBe(1)
    expect(repeatedTooLate(received, [], 900)).toBe(2)
  })
})
