import { describe, expect, it } from 'vitest'
import { noStore } from '../history/index.js'
import { Numbering } from './numbering.js'

/** A log whose epochs are begun when the test says. */
function slowLog() {
  const waiting: ((epoch: number) => void)[] = []
  const log = {
    begin: () => new Promise<number>((resolve) => waiting.push(resolve)),
    last: async () => new Map(),
  }
  return { log, begun: (epoch: number) => waiting.shift()?.(epoch) }
}

describe('the numbers of events', () => {
  it('begin at once where nothing is stored, and are dense per account', () => {
    const numbering = new Numbering(noStore().log)
    const given = ['1', '1', '2', '1'].map((account) => numbering.next(account)?.number)
    expect(given).toEqual([1, 2, 1, 3])
  })

  it('begin another epoch once the account was forgotten', () => {
    const numbering = new Numbering(noStore().log)
    const first = numbering.next('1')
    numbering.forget('1')
    const second = numbering.next('1')
    expect(second?.number).toBe(1)
    expect(second?.epoch).toBeGreaterThan(first?.epoch ?? 0)
  })

  it('are given in order once the store has begun the epoch', async () => {
    const { log, begun } = slowLog()
    const numbering = new Numbering(log)
    const passed: unknown[] = []
    for (const name of ['a', 'b', 'c']) {
      expect(numbering.next('1')).toBeUndefined()
      expect(numbering.hold('1', 1, () => passed.push([name, numbering.next('1')]))).toBe(true)
    }
    begun(7)
    await Promise.resolve()
    expect(passed).toEqual([
      ['a', { epoch: 7, number: 1 }],
      ['b', { epoch: 7, number: 2 }],
      ['c', { epoch: 7, number: 3 }],
    ])
    expect(numbering.next('1')).toEqual({ epoch: 7, number: 4 })
  })

  it('let no more wait than there is room for, and have room again afterwards', async () => {
    const { log, begun } = slowLog()
    const numbering = new Numbering(log)
    numbering.next('1')
    expect(numbering.hold('1', 16 * 1024 * 1024, () => {})).toBe(true)
    expect(numbering.hold('1', 1, () => {})).toBe(false)
    begun(1)
    await Promise.resolve()
    numbering.next('2')
    for (let n = 0; n < 10_000; n++) expect(numbering.hold('2', 0, () => {})).toBe(true)
    expect(numbering.hold('2', 0, () => {})).toBe(false)
    numbering.forget('2')
    numbering.next('3')
    expect(numbering.hold('3', 0, () => {})).toBe(true)
  })

  it('of an account that was forgotten before they began are none', async () => {
    const { log, begun } = slowLog()
    const numbering = new Numbering(log)
    const passed: string[] = []
    numbering.next('1')
    numbering.hold('1', 1, () => void passed.push('old'))
    numbering.forget('1')
    numbering.next('1')
    numbering.hold('1', 1, () => void passed.push('new'))
    begun(1)
    await Promise.resolve()
    expect(passed).toEqual([])
    begun(2)
    await Promise.resolve()
    expect(passed).toEqual(['new'])
  })
})

describe('an id', () => {
  const id = (epoch: number, number: number) => ({ account: '1', epoch, number })

  it('was given if it is no later than the last one of the running epoch', async () => {
    const numbering = new Numbering(noStore().log)
    const { epoch = 0 } = numbering.next('1') ?? {}
    numbering.next('1')
    const given = [id(epoch - 1, 99), id(epoch, 2), id(epoch, 3), id(epoch + 1, 1)].map((each) =>
      numbering.hasGiven(each),
    )
    expect(await Promise.all(given)).toEqual([true, true, false, false])
  })

  it('of an account that is silent so far is looked up in the log', async () => {
    const { log } = noStore()
    log.last = async () => new Map([['1', id(7, 5)]])
    const numbering = new Numbering(log)
    const given = [id(7, 5), id(7, 6), { ...id(7, 5), account: '2' }].map((each) => numbering.hasGiven(each))
    expect(await Promise.all(given)).toEqual([true, false, false])
  })
})
