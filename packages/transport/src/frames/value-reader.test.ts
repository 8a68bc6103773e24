import { parseExact, readReply } from '@rookery/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOf, numberText, objectText, spelling } from '../../../protocol/src/json/json-text.fixture.js'
import { byteReader } from './byte-reader.js'
import type { FrameReader } from './frame-reader.js'
import { LARGE_EVENT_BYTES } from './large-event.js'
import { valueReader } from './value-reader.js'

type Got = readonly unknown[]

/** Reads a frame while calls wait for the echoes `a` and `b`; `asValue` says what an event or a reply is as a value. */
async function framesBy<E, R>(
  reader: FrameReader<E, R>,
  text: Buffer,
  asValue: (read: E | R) => unknown,
): Promise<readonly Got[]> {
  const got: Got[] = []
  await reader.frame(text, {
    event: (event) => void got.push(['event', asValue(event)]),
    reply(echo, reply, isPart) {
      if (echo !== 'a' && echo !== 'b') return false
      got.push(['reply', echo, asValue(reply), isPart])
      return true
    },
    dropped: (why) => void got.push(['dropped', why]),
  })
  return got
}

const BROKEN = valueReader.answer(Buffer.from(`{"retcode":0,"data":"${'x'.repeat(100_000)}","y":[01]}`))

/** The bytes of the present way, parsed afterwards, as a bot did with them. */
function parsed({ bytes }: { readonly bytes: Uint8Array }): unknown {
  try {
    return parseExact(Buffer.from(bytes).toString())
  } catch {
    return BROKEN
  }
}

async function expectAlike(text: Buffer): Promise<void> {
  const values = await framesBy(valueReader, text, (value) => value)
  expect(values).toEqual(await framesBy(byteReader, text, parsed))
  expect(values.length).toBe(1)
  const event = await byteReader.event(text)
  const asValue = event.is === 'event' ? { is: 'event', event: parsed(event.event) } : event
  expect(await valueReader.event(text)).toEqual(asValue)
  const answer = byteReader.answer(text)
  expect(valueReader.answer(text)).toEqual(answer && parsed(answer))
}

const NAMES = ['post_type', 'self_id', 'echo', 'status', 'retcode', 'wording', 'data']
const string = (...values: readonly string[]) =>
  fc.constantFrom(...values).map((text) => ({ text, members: undefined }))
const LIKELY = {
  post_type: string(
    '"message"',
    '"meta_event"',
    '""',
    '"1"',
    '"9007199254740993"',
    '9007199254740993',
    'null',
  ),
  echo: string('"a"', '"b"', '"c"', '"\\u0061"', '1', '{}'),
  status: string('"ok"', '"failed"'),
  retcode: fc.oneof(fc.constant('0'), fc.integer().map(String)).map((text) => ({ text, members: undefined })),
  data: objectText(['type'], { type: string('"stream"', '"x"') }),
}

const likelyText = fc.oneof(
  objectText(NAMES, LIKELY).map(({ text }) => text),
  objectText(NAMES, LIKELY).map(({ text }) => `{"status":"ok",${text.trim().slice(1)}`),
)
/** Padding that makes a frame too long to be checked in full, or long enough to be read in slices. */
const padding = fc.oneof(
  { weight: 30, arbitrary: fc.constant('') },
  { weight: 5, arbitrary: fc.constant('x'.repeat(1_100)) },
  { weight: 1, arbitrary: fc.constant('x汉'.repeat(17_000)) },
  { weight: 1, arbitrary: fc.constant('x汉'.repeat(LARGE_EVENT_BYTES / 4)) },
)

const padded = (text: string, pad: string): string =>
  pad === '' || !text.startsWith('{')
    ? text
    : `${text.slice(0, -1)}${/^\{\s*\}$/.test(text) ? '' : ','}"pad":"${pad}"}`

describe('a frame that is read as a value', () => {
  it('is what it was when its bytes were walked first, for whatever is JSON', async () => {
    await fc.assert(
      fc.asyncProperty(likelyText, padding, (text, pad) =>
        expectAlike(Buffer.from(bytesOf(padded(text, pad)))),
      ),
      { numRuns: 400 },
    )
  })

  it('is dropped for the same reason when it is damaged anywhere', async () => {
    const damage = fc.record({
      at: fc.nat(),
      cut: fc.integer({ min: 0, max: 3 }),
      put: fc.uint8Array({ maxLength: 2 }),
    })
    await fc.assert(
      fc.asyncProperty(likelyText, padding, damage, (text, pad, { at, cut, put }) => {
        const bytes = Buffer.from(bytesOf(padded(text, pad)))
        const from = at % (bytes.length + 1)
        return expectAlike(Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + cut)]))
      }),
      { numRuns: 400 },
    )
  })

  it('is dropped for the same reason when it is any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), (bytes) => expectAlike(Buffer.from(bytes))),
    )
  })

  it('keeps every digit of an integer beyond 2^53, and rounds nothing else', async () => {
    const member = fc.tuple(spelling('post_type'), numberText)
    await fc.assert(
      fc.asyncProperty(member, ([key, number]) =>
        expectAlike(Buffer.from(`{${key}:"message","message_id":${number},"x":[${number},"${number}"]}`)),
      ),
    )
  })

  it.each([
    '[]',
    'null',
    '"x"',
    ' ',
    '\ufeff{"post_type":"message"}',
    '{"post_type":"message"}{}',
    '{"post_type":"message","echo":"a"}',
    '{"status":"ok","echo":"a","post_type":"message"}',
    '{"status":"ok","echo":"c","post_type":"message"}',
    '{"retcode":99999999999999999999,"wording":"x"}',
    '{"retcode":1,"wording":""}',
    '{"status":"ok","retcode":0,"data":{"type":"stream"},"echo":"a"}',
    '{"status":"ok","retcode":0,"data":[{"type":"stream"}],"echo":"a"}',
    `{"status":"ok","retcode":0,"data":"${'x'.repeat(70_000)}","bad":[01],"echo":"a"}`,
    `{"retcode":0,"data":"${'x'.repeat(70_000)}","bad":[01],"echo":"a"}`,
    `{"post_type":"message","data":"${'x'.repeat(70_000)}","bad":[01]}`,
    `{"post_type":"message","data":"${'x'.repeat(300_000)}","bad":[01]}`,
    `{"post_type":"message","deep":${'['.repeat(2_000)}${']'.repeat(2_000)}}`,
  ])('is the same, as %#', (text) => expectAlike(Buffer.from(text)))

  it('is the reply of its call, even a broken one, as long as its top level is sound', async () => {
    const text = `{"status":"ok","retcode":0,"data":[01,"${'x'.repeat(70_000)}"],"echo":"a"}`
    expect(readReply(Buffer.from(text))).toBeDefined()
    expect(await framesBy(valueReader, Buffer.from(text), (value) => value)).toEqual([
      ['reply', 'a', expect.objectContaining({ retcode: 1500, outcome: 'unknown' }), false],
    ])
  })
})
