import { failedReply, makeReply, okReply, type Reply } from '@rookery/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { ioTurns, TestClock } from '../../../../transport/src/time/clock.fixture.js'
import { Risk } from './risk.js'
import { riskSign } from './risk-signs.js'

let clock: TestClock
let said: string[]
let risk: Risk
beforeEach(() => {
  clock = new TestClock()
  said = []
  risk = new Risk({
    clock,
    slowed: (_sign, slowness) => void said.push(`slower ${slowness}`),
    stopped: (sign, forMs) => void said.push(`stopped ${forMs}: ${sign}`),
    resumed: () => void said.push('resumed'),
  })
})

const TIMEOUT =
  'Timeout: NTEvent serviceAndMethod:NodeIKernelMsgService/sendMsg ListenerName:x EventRet:\n{\n "result": 0 }'
const signs: readonly (readonly [string, Reply])[] = [
  ['NapCatQQ', failedReply(1200, TIMEOUT)],
  ['NapCatQQ over HTTP', failedReply(200, TIMEOUT)],
  ['Lagrange.OneBot', makeReply({ status: 'failed', retcode: 9000, data: null })],
  [
    'go-cqhttp',
    makeReply({ status: 'failed', retcode: 100, msg: 'SEND_MSG_API_ERROR', wording: '请参考输出' }),
  ],
  [
    'one that passes on what QQ says',
    failedReply(1200, 'EventChecker Failed: {\n    "result": 120,\n "errMsg": "" }'),
  ],
  ['one that says so', failedReply(100, '消息发送失败，账号可能被风控')],
]

describe('a sign of risk control', () => {
  it.each(signs)('of %s is known', (_, reply) => {
    expect(riskSign(reply)).toBeTypeOf('string')
  })

  it.each([
    failedReply(1200, 'Timeout: NTEvent NodeIKernelGroupService/getMembers'),
    failedReply(100, 'GROUP_NOT_FOUND'),
    failedReply(1404, 'no such action'),
    failedReply(1400, '风控 is a word'),
    failedReply(1200, '{"result": 1200}'),
    makeReply({ status: 'failed', retcode: -1 }),
  ])('is no other failure: %#', (reply) => {
    expect(riskSign(reply)).toBeUndefined()
  })
})

const [, [, sign]] = signs as [unknown, readonly [string, Reply]]
const slowness = (): number => risk.slowness(clock.steady())

describe('the risk of an account', () => {
  it('halves its speed with each sign, to an eighth, and forgives one in ten minutes', async () => {
    const seen = [1, 2, 3, 4].map(() => {
      risk.answered(sign)
      risk.answered(okReply())
      return slowness()
    })
    expect(seen).toEqual([2, 4, 8, 8])
    await clock.advance(10 * 60_000)
    expect(slowness()).toBe(4)
    await clock.advance(25 * 60_000)
    expect(slowness()).toBe(1)
    expect(risk.breaker.isClosed).toBe(true)
  })

  it('stops it after three signs in a row, and lets it go on after a send that went well', async () => {
    for (let n = 0; n < 3; n++) risk.answered(sign)
    await ioTurns()
    expect(said.at(-1)).toMatch(/^stopped 60000: QQ took the message/)
    await clock.advance(60_000)
    await risk.breaker.trial(async () => risk.answered(sign))
    await ioTurns()
    expect(said.at(-1)).toMatch(/^stopped 120000/)
    await clock.advance(120_000)
    await risk.breaker.trial(async () => risk.answered(okReply()))
    await ioTurns()
    expect([said.at(-1), risk.breaker.isClosed]).toEqual(['resumed', true])
  })

  it('takes no plain refusal for a sign, but for the good end of a trial', async () => {
    for (let n = 0; n < 9; n++) risk.answered(failedReply(100, 'GROUP_NOT_FOUND'))
    expect([slowness(), said]).toEqual([1, []])
    for (let n = 0; n < 3; n++) risk.answered(sign)
    await ioTurns()
    await clock.advance(60_000)
    await risk.breaker.trial(async () => risk.answered(failedReply(100, 'GROUP_NOT_FOUND')))
    await ioTurns()
    expect(risk.breaker.isClosed).toBe(true)
  })

  it('takes repeated time-outs for signs, not a single one', () => {
    risk.unanswered(true)
    risk.answered(okReply())
    risk.unanswered(true)
    expect(slowness()).toBe(1)
    for (let n = 0; n < 5; n++) risk.unanswered(false)
    expect(slowness()).toBe(1)
    risk.unanswered(true)
    expect(slowness()).toBe(2)
  })
})
