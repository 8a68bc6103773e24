import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import { type CallLedger, ENTRY_BYTES, type Intent, type LedgerLimits } from './call-ledger.js'

/** A ledger under test. */
export interface OpenedLedger {
  readonly ledger: CallLedger
  /** Ends it as a kill of the process would, and opens it again on what is left. */
  restart?(): Promise<CallLedger>
}

/** Opens an empty ledger; absent limits are the defaults. */
export type OpenLedger = (settings: {
  readonly clock: TestClock
  readonly limits: Partial<LedgerLimits>
}) => Promise<OpenedLedger>

/** Abilities that not every engine has. */
export type LedgerAbility = 'restart'

const DAY_MS = 24 * 60 * 60_000
const call = (key: string, more: Partial<Intent> = {}): Intent => ({
  scope: 'bot',
  account: '10001',
  key,
  digest: 'd1',
  ...more,
})
const bytes = (text: string): Uint8Array => Buffer.from(text)
const OK = bytes('{"status":"ok","retcode":0,"data":{"message_id":9007199254740993}}')
const AWAY = bytes('{"status":"failed","retcode":1503}')

/** Tests that every engine of the call ledger passes; `lacks` says what is skipped, and why. */
export function describeCallLedger(
  name: string,
  openLedger: OpenLedger,
  lacks: Readonly<Partial<Record<LedgerAbility, string>>> = {},
): void {
  const itHas = (ability: LedgerAbility, title: string, run: () => Promise<void>): void => {
    const reason = lacks[ability]
    if (reason === undefined) it(title, run)
    else it.skip(`${title}: ${reason}`, run)
  }

  describe(`the call ledger ${name}`, () => {
    let clock: TestClock
    let opened: OpenedLedger | undefined
    const open = async (limits: Partial<LedgerLimits> = {}): Promise<CallLedger> => {
      clock = new TestClock()
      opened = await openLedger({ clock, limits })
      return opened.ledger
    }
    const restart = async (): Promise<CallLedger> => {
      const restarted = await opened?.restart?.()
      if (!restarted) throw new TypeError('the engine has no restart')
      opened = { ...opened, ledger: restarted }
      return restarted
    }
    const done = async (ledger: CallLedger, intent: Intent, reply = OK): Promise<void> => {
      expect(await ledger.begin(intent)).toEqual({ is: 'fresh' })
      await ledger.settle(intent, reply)
    }
    const replyTo = async (ledger: CallLedger, intent: Intent): Promise<string> => {
      const begun = await ledger.begin(intent)
      return begun.is === 'replied' ? Buffer.from(begun.reply).toString() : begun.is
    }
    afterEach(() => opened?.ledger.close())

    it('lets a call be executed once, and gives its reply byte for byte from then on', async () => {
      const ledger = await open()
      await done(ledger, call('k'))
      for (const _ of [1, 2]) expect(await replyTo(ledger, call('k'))).toBe(Buffer.from(OK).toString())
    })

    it('keeps the reply, not the memory in which it came', async () => {
      const ledger = await open()
      const reply = Uint8Array.from(OK)
      await done(ledger, call('k'), reply)
      reply.fill(0)
      expect(await replyTo(ledger, call('k'))).toBe(Buffer.from(OK).toString())
    })

    it('tells keys apart by client, account and every character', async () => {
      const ledger = await open()
      await done(ledger, call('k'))
      for (const other of [
        call('k', { scope: 'bot2' }),
        call('k', { account: '10002' }),
        call('K'),
        call('k '),
        call('10001 k'),
        call('k\0'),
        call('k\0k'),
        call('\0'),
        call('__proto__'),
        call('𠮷'),
        call('é'),
        call('e\u0301'),
        call('汉"\n'),
        call('x'.repeat(255)),
      ]) {
        expect(await ledger.begin(other)).toEqual({ is: 'fresh' })
      }
    })

    it('refuses a key for another call, under way or done', async () => {
      const ledger = await open()
      const other = call('k', { digest: 'd2' })
      await ledger.begin(call('k'))
      expect(await ledger.begin(other)).toEqual({ is: 'conflict' })
      await ledger.settle(call('k'), OK)
      expect(await ledger.begin(other)).toEqual({ is: 'conflict' })
      expect(await replyTo(ledger, call('k'))).toBe(Buffer.from(OK).toString())
    })

    it.each(['settle', 'forget'] as const)(
      'has others wait for the first, until %s gives its reply',
      async (end) => {
        const ledger = await open()
        await ledger.begin(call('k'))
        const others = await Promise.all([1, 2, 3].map(() => ledger.begin(call('k'))))
        expect(others.map(({ is }) => is)).toEqual(['waits', 'waits', 'waits'])
        await ledger[end](call('k'), AWAY)
        for (const each of others)
          if (each.is === 'waits') expect(Buffer.from(await each.reply)).toEqual(AWAY)
      },
    )

    it('forgets a call that was not sent, which any call may follow', async () => {
      const ledger = await open()
      await ledger.begin(call('k'))
      await ledger.forget(call('k'), AWAY)
      await done(ledger, call('k', { digest: 'd2' }))
    })

    it('forgets and settles no call that has its reply', async () => {
      const ledger = await open()
      await done(ledger, call('k'))
      await ledger.forget(call('k'), AWAY)
      await ledger.settle(call('k'), AWAY)
      await ledger.settle(call('never begun'), AWAY)
      expect(await replyTo(ledger, call('k'))).toBe(Buffer.from(OK).toString())
      expect(await ledger.begin(call('never begun'))).toEqual({ is: 'fresh' })
    })

    it('knows of a reply that is too large only that there was one', async () => {
      const ledger = await open({ replyBytes: 100 })
      await done(ledger, call('just'), bytes('x'.repeat(100)))
      await done(ledger, call('over'), bytes('x'.repeat(101)))
      expect(await replyTo(ledger, call('just'))).toHaveLength(100)
      expect(await replyTo(ledger, call('over'))).toBe('unknown')
    })

    it('forgets the oldest of a client beyond its number of keys, and nothing of others', async () => {
      const ledger = await open({ keys: 3 })
      await done(ledger, call('k', { scope: 'other' }))
      for (const key of ['1', '2', '3', '4']) await done(ledger, call(key))
      for (const key of ['2', '3', '4']) expect(await replyTo(ledger, call(key))).toContain('"ok"')
      expect(await replyTo(ledger, call('k', { scope: 'other' }))).toContain('"ok"')
      expect(await ledger.begin(call('1'))).toEqual({ is: 'fresh' })
    })

    it('forgets the oldest of a client beyond its bytes', async () => {
      const ledger = await open({ bytes: 3 * (ENTRY_BYTES + 1_010) })
      for (const key of ['1', '2', '3', '4']) await done(ledger, call(key), bytes('x'.repeat(1_000)))
      expect(await replyTo(ledger, call('4'))).toHaveLength(1_000)
      expect(await replyTo(ledger, call('2'))).toHaveLength(1_000)
      expect(await ledger.begin(call('1'))).toEqual({ is: 'fresh' })
    })

    it('forgets those of the largest client beyond the bytes of all', async () => {
      const ledger = await open({ totalBytes: 10 * (ENTRY_BYTES + 1_010) })
      await done(ledger, call('small', { scope: 'small' }))
      for (let n = 0; n < 20; n++) await done(ledger, call(`${n}`), bytes('x'.repeat(1_000)))
      expect(await replyTo(ledger, call('small', { scope: 'small' }))).toContain('"ok"')
      expect(await replyTo(ledger, call('19'))).toHaveLength(1_000)
      expect(await ledger.begin(call('0'))).toEqual({ is: 'fresh' })
    })

    it('never forgets a call under way, and refuses another where those leave no room', async () => {
      const ledger = await open({ keys: 2 })
      await ledger.begin(call('1'))
      await ledger.begin(call('2'))
      expect(await ledger.begin(call('3'))).toEqual({ is: 'full', why: expect.stringContaining('2') })
      await clock.advance(2 * DAY_MS)
      expect((await ledger.begin(call('1'))).is).toBe('waits')
      await ledger.settle(call('2'), OK)
      expect(await ledger.begin(call('3'))).toEqual({ is: 'fresh' })
      expect((await ledger.begin(call('1'))).is).toBe('waits')
    })

    it('forgets a call after a day', async () => {
      const ledger = await open()
      await done(ledger, call('old'))
      await clock.advance(DAY_MS - 60_000)
      expect(await replyTo(ledger, call('old'))).toContain('"ok"')
      await done(ledger, call('young'))
      await clock.advance(60_001)
      await done(ledger, call('old', { digest: 'd2' }))
      expect(await replyTo(ledger, call('young'))).toContain('"ok"')
    })

    it('executes no call twice, whatever comes in whatever order', async () => {
      const step = fc.record({
        what: fc.constantFrom('begin', 'begin', 'begin', 'settle', 'forget'),
        key: fc.constantFrom('a', 'b', 'c'),
        digest: fc.constantFrom('d1', 'd1', 'd2'),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
          const ledger = await open()
          const model = new Map<string, { intent: Intent; reply?: string }>()
          const waiting: { reply: Promise<Uint8Array>; key: string; to: string }[] = []
          for (const [index, { what, key, digest }] of steps.entries()) {
            const intent = call(key, { digest })
            const known = model.get(key)
            if (what === 'begin') {
              const begun = await ledger.begin(intent)
              if (!known) {
                expect(begun.is).toBe('fresh')
                model.set(key, { intent })
              } else if (known.intent.digest !== digest) expect(begun.is).toBe('conflict')
              else if (known.reply === undefined) expect(begun.is).toBe('waits')
              else expect(begun).toEqual({ is: 'replied', reply: Uint8Array.from(bytes(known.reply)) })
              if (begun.is === 'waits') waiting.push({ reply: begun.reply, key, to: '' })
            } else if (known && known.reply === undefined) {
              const reply = `${index}`
              if (what === 'settle') model.set(key, { ...known, reply })
              else model.delete(key)
              await ledger[what as 'settle' | 'forget'](known.intent, bytes(reply))
              for (const each of waiting) if (each.key === key && !each.to) each.to = reply
            }
          }
          for (const { reply, to } of waiting) if (to) expect(Buffer.from(await reply).toString()).toBe(to)
          await ledger.close()
        }),
        { numRuns: 50 },
      )
    })

    itHas(
      'restart',
      'says unknown of a call that was under way, and never lets it be executed again',
      async () => {
        await (await open()).begin(call('k'))
        const ledger = await restart()
        expect(await ledger.begin(call('k'))).toEqual({ is: 'unknown' })
        expect(await ledger.begin(call('k', { digest: 'd2' }))).toEqual({ is: 'conflict' })
        expect(await (await restart()).begin(call('k'))).toEqual({ is: 'unknown' })
      },
    )

    itHas('restart', 'still has the replies, and has still forgotten what was not sent', async () => {
      const before = await open()
      await done(before, call('done'))
      await before.begin(call('away'))
      await before.forget(call('away'), AWAY)
      const ledger = await restart()
      expect(await replyTo(ledger, call('done'))).toBe(Buffer.from(OK).toString())
      expect(await ledger.begin(call('away'))).toEqual({ is: 'fresh' })
    })

    itHas('restart', 'forgets a call that was under way a day after its begin', async () => {
      await (await open()).begin(call('k'))
      const ledger = await restart()
      await clock.advance(DAY_MS + 1)
      expect(await ledger.begin(call('k'))).toEqual({ is: 'fresh' })
    })
  })
}
