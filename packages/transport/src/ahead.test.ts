import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Batch } from './frames/batch.js'
import { readAddress } from './frames/event-address.js'
import { sseText } from './frames/sse-text.js'
import { framedPayload, frameText } from './frames/websocket-frame.js'
import { signatureInSlices, signatureOf } from './http-post/signature.js'
import { inSlices } from './time/in-slices.js'
import { framesIn } from './wire.fixture.js'

const LONG = 'x'.repeat(150_000)
/** Texts around the sizes of the pieces that they are made in, with line ends wherever they may be cut. */
const payload = fc
  .array(fc.constantFrom('a', '汉', '\r\n', '\r', '\n', LONG, LONG.slice(0, 65_535), LONG.slice(0, 65_536)), {
    maxLength: 8,
  })
  .map((pieces) => Buffer.from(pieces.join('')))
const runs = { numRuns: 60 }
const idOf = (position: number): string => `id ${position}`

describe('a large text that is made ready ahead', () => {
  it('is masked as it is at one go, once for all', async () => {
    await fc.assert(
      fc.asyncProperty(payload, async (bytes) => {
        const batch = new Batch([frameText(bytes)], 7)
        await Promise.all([batch.maskedAhead(), batch.maskedAhead()])
        const [frame, more] = framesIn(batch.masked)
        expect(frame).toMatchObject({ isFinal: true, opcode: 1, end: batch.masked.length })
        expect([frame?.payload.equals(bytes), frame?.key?.length, more]).toEqual([true, 4, undefined])
        expect(framedPayload(batch.texts[0] ?? frameText(bytes)).equals(bytes)).toBe(true)
        const { masked } = batch
        await batch.maskedAhead()
        expect(batch.masked).toBe(masked)
      }),
      runs,
    )
  })

  it('has the text over SSE that it has at one go', async () => {
    await fc.assert(
      fc.asyncProperty(payload, async (bytes) => {
        const batch = new Batch([frameText(bytes)], 7)
        await batch.sseAhead(idOf)
        const ahead = batch.sse(idOf)
        expect(ahead.equals(sseText(bytes, 'id 7'))).toBe(true)
        await batch.sseAhead(idOf)
        expect(batch.sse(idOf)).toBe(ahead)
      }),
      runs,
    )
  })

  it('has the address that it has at one go', async () => {
    const id = fc.constantFrom(1, '2', 0, 'x', '9007199254740993', null)
    const event = fc.record({ self_id: id, group_id: id, user_id: id, pad: fc.constantFrom('', LONG) }, {})
    await fc.assert(
      fc.asyncProperty(event, async (value) => {
        const bytes = Buffer.from(JSON.stringify(value))
        const batch = new Batch([frameText(bytes)])
        await batch.addressesAhead()
        expect(batch.addresses).toEqual([readAddress(bytes)])
      }),
      runs,
    )
  })

  it('has the signature that it has at one go', async () => {
    await fc.assert(
      fc.asyncProperty(payload, fc.string({ minLength: 1 }), async (bytes, secret) => {
        expect(await signatureInSlices(secret, bytes)).toBe(signatureOf(secret, bytes))
      }),
      runs,
    )
  })

  it('takes many turns of the event loop in each of its forms', async () => {
    const bytes = Buffer.from(`{"self_id":1,"pad":[${'[1,"x"],'.repeat(2_000_000)}1]}`)
    const batch = new Batch([frameText(bytes)], 1)
    const works = [
      () => batch.maskedAhead(),
      () => batch.addressesAhead(),
      () => batch.sseAhead(idOf),
      () => signatureInSlices('secret', bytes),
    ]
    for (const work of works) {
      let turns = 0
      const count = (): void => {
        turns++
        counting = setImmediate(count)
      }
      let counting = setImmediate(count)
      await work()
      clearImmediate(counting)
      expect(turns).toBeGreaterThan(2)
    }
  })
})

describe('works in slices', () => {
  it('have their slices in turn, one in each turn of the event loop', async () => {
    const order: string[] = []
    const work = (name: string): Promise<void> => {
      let steps = 0
      return inSlices(() => {
        order.push(name)
        const until = performance.now() + 5
        while (performance.now() < until);
        return ++steps === 3
      })
    }
    await Promise.all([work('a'), work('b')])
    expect(order.join('')).toBe('ababab')
  })

  it('reject with what a step throws, and the others go on', async () => {
    const broken = inSlices(() => {
      throw new RangeError('broken')
    })
    const whole = inSlices(() => true)
    await expect(broken).rejects.toThrow('broken')
    await whole
  })
})
