import fc from 'fast-check'
import type { HistoryEvent } from './pack.js'

/** A plain message. */
export const eventOf = (
  account: string,
  epoch: number,
  number: number,
  text = `${account} ${number}`,
): HistoryEvent => ({
  id: { account, epoch, number },
  time: 1_700_000_000 + number,
  admittedAt: 1_700_000_000_000 + number * 1000,
  isMessage: true,
  isSelfMessage: false,
  isLate: false,
  payload: Buffer.from(JSON.stringify({ message: text })),
})

/** Accounts as they are, and as they might be. */
export const accountArbitrary = fc.oneof(
  fc.bigInt({ min: 1n, max: 2n ** 63n }).map(String),
  fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
  fc.constantFrom('0', '007', '999999999999999', '9999999999999999'),
)

const time = fc.integer({ min: -(2 ** 40), max: 2 ** 50 })
const text = fc.string({ unit: 'grapheme', maxLength: 20 })

/** Some events of one account and epoch, in order. */
export const historyOf: fc.Arbitrary<HistoryEvent[]> = fc
  .record({
    account: accountArbitrary,
    epoch: fc.maxSafeNat(),
    events: fc.array(
      fc.record(
        {
          step: fc.integer({ min: 1, max: 2 ** 40 }),
          time,
          admittedAt: time,
          isMessage: fc.boolean(),
          isSelfMessage: fc.boolean(),
          isLate: fc.boolean(),
          member: text,
          otherFlags: fc.integer({ min: 1, max: 2 ** 27 - 1 }).map((bits) => bits * 16),
          payload: fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
        },
        { requiredKeys: ['step', 'time', 'admittedAt', 'isMessage', 'isSelfMessage', 'isLate', 'payload'] },
      ),
      { minLength: 1, maxLength: 20 },
    ),
  })
  .map(({ account, epoch, events }) => {
    let number = 0
    return events.map(({ step, ...rest }) => {
      number += step
      return { id: { account, epoch, number }, ...rest }
    })
  })
