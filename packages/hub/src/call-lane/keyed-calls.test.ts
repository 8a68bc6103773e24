import { failedReply, okReply, type Reply, readCall, replyBody } from '@rookery/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Begun, CallLedger } from '../call-ledger/call-ledger.js'
import { memoryLedger } from '../call-ledger/memory-ledger.js'
import { Clients } from '../clients/clients.js'
import { KeyedCalls } from './keyed-calls.js'

const caller = { client: new Clients([{ name: 'bot', token: 't' }]).configured('bot'), account: 'all' }
const call = (() => {
  const reading = readCall(Buffer.from('{"action":"send_msg","idempotency_key":"k"}'))
  if (!('call' in reading)) throw new TypeError(reading.reason)
  return reading.call
})()

let executed = 0
beforeEach(() => {
  executed = 0
})

const once = async (
  ledger: CallLedger,
  answer: () => Reply | Promise<Reply> = () => okReply(),
): Promise<ReturnType<typeof replyBody>> => {
  const execute = () => {
    executed++
    return answer()
  }
  return replyBody(await new KeyedCalls(ledger, () => false).once(call, caller, '1', execute))
}

/** A ledger that says one thing of every key. */
const saying = (begun: Begun): CallLedger => ({ ...memoryLedger(), begin: async () => begun })

describe('a call whose key', () => {
  it('was begun by a hub that ended is answered 1504, and not executed', async () => {
    expect(await once(saying({ is: 'unknown' }))).toMatchObject({ retcode: 1504, outcome: 'unknown' })
    expect(executed).toBe(0)
  })

  it('finds no room is answered 1429, and not executed', async () => {
    const reply = await once(saying({ is: 'full', why: 'there is no room' }))
    expect(reply).toMatchObject({
      retcode: 1429,
      outcome: 'unsent',
      wording: expect.stringContaining('no room'),
    })
    expect(executed).toBe(0)
  })

  it('is new and cannot be stored is answered 1503, and not executed', async () => {
    const reply = await once(saying({ is: 'unstored', why: 'the disk is full' }))
    expect(reply).toMatchObject({
      retcode: 1503,
      outcome: 'unsent',
      wording: expect.stringContaining('disk is full'),
    })
    expect(executed).toBe(0)
  })

  // A call before it may have been executed: 1503 would say that the message never left.
  it('cannot be looked up is answered 1504, and not executed', async () => {
    const broken = { ...memoryLedger(), begin: () => Promise.reject(new RangeError('disk stuck')) }
    expect(await once(broken)).toMatchObject({
      retcode: 1504,
      outcome: 'unknown',
      wording: expect.stringContaining('disk stuck'),
    })
    expect(executed).toBe(0)
  })

  it('has a reply that cannot be stored gets it all the same', async () => {
    const ledger = memoryLedger()
    const broken: CallLedger = {
      begin: (intent) => ledger.begin(intent),
      settle: () => Promise.reject(new RangeError('disk full')),
      forget: () => Promise.reject(new RangeError('disk full')),
      close: () => ledger.close(),
    }
    expect(await once(broken, () => okReply('done'))).toMatchObject({ data: 'done' })
    await ledger.close()
    expect(await once(broken, () => failedReply(1503, 'away'))).toMatchObject({ retcode: 1503 })
  })
})

describe('a reply', () => {
  const ledger = () => memoryLedger()

  it.each([1503, 1429, 1403])('%d is forgotten: nothing was sent', async (retcode) => {
    const kept = ledger()
    expect(await once(kept, () => failedReply(retcode, 'no'))).toMatchObject({ retcode })
    expect(await once(kept, () => okReply('done'))).toMatchObject({ data: 'done' })
    expect(executed).toBe(2)
  })

  it.each([0, 1, 100, 1200, 1400, 1404, 1409, 1500, 1504])('%d is given again', async (retcode) => {
    const kept = ledger()
    for (const _ of [1, 2])
      expect(await once(kept, () => failedReply(retcode, 'so'))).toMatchObject({ retcode })
    expect(executed).toBe(1)
  })

  it('1503 of an older hub that does not know the outcome is given again', async () => {
    const kept = ledger()
    const broke = () => failedReply(1503, 'broke', { outcome: 'unknown' })
    for (const _ of [1, 2]) expect(await once(kept, broke)).toMatchObject({ retcode: 1503 })
    expect(executed).toBe(1)
  })

  it('is stored before the caller gets it, and the intent before the call is executed', async () => {
    const steps: string[] = []
    const slow = memoryLedger()
    const noting: CallLedger = {
      begin: async (intent) => {
        const begun = await slow.begin(intent)
        await new Promise(setImmediate)
        steps.push('begun')
        return begun
      },
      settle: async (intent, reply) => {
        await new Promise(setImmediate)
        await slow.settle(intent, reply)
        steps.push('settled')
      },
      forget: (intent, reply) => slow.forget(intent, reply),
      close: () => slow.close(),
    }
    await once(noting, () => {
      steps.push('executed')
      return okReply()
    })
    steps.push('answered')
    expect(steps).toEqual(['begun', 'executed', 'settled', 'answered'])
  })

  it('of a call that throws is 1500, and given again', async () => {
    const kept = ledger()
    const fail = () => Promise.reject(new TypeError('inside'))
    for (const _ of [1, 2]) expect(await once(kept, fail)).toMatchObject({ retcode: 1500 })
    expect(executed).toBe(1)
  })
})
