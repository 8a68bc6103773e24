import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anyText,
  bytesOf,
  damagedFrames,
  isJsonText,
  leaf,
  membersOf,
  objectText,
  otherMembers,
  stringText,
  textOf,
} from '../json/json-text.fixture.js'
import {
  failedReply,
  makeReply,
  okReply,
  okReplyOf,
  readCheckedReply,
  readReply,
  replyBody,
  replyEcho,
  replyWithEcho,
} from './reply-frame.js'

const reply = objectText(['echo', 'status', 'retcode', 'data'], {
  echo: stringText.map(leaf),
  data: objectText(['type', 'echo'], {
    type: fc.constantFrom('"stream"', '"str\\u0065am"', '"x"').map(leaf),
  }),
})

describe('reading a reply', () => {
  it('in one walk with its check is that of both, also when a byte is another one, is missing or comes on top', () => {
    const valid = { times: 0 }
    fc.assert(
      fc.property(damagedFrames(reply), (bytes) => {
        const both = isJsonText(bytes) ? readReply(bytes) : undefined
        if (both) valid.times++
        expect(readCheckedReply(bytes)).toEqual(both)
      }),
      { numRuns: 3000 },
    )
    expect(valid.times).toBeGreaterThan(100)
  })

  it('sees the echo and the stream parts that JSON.parse sees', () => {
    fc.assert(
      fc.property(reply, (json) => {
        const read = readReply(bytesOf(json.text))
        const { echo, data } = JSON.parse(json.text)
        expect(read && replyEcho(read)).toBe(typeof echo === 'string' ? echo : undefined)
        expect(read?.isPart).toBe(data?.type === 'stream')
        expect(read && replyBody(read)).toEqual(JSON.parse(json.text))
      }),
      { numRuns: 500 },
    )
  })

  it('takes nothing that is not an object, and never throws', () => {
    fc.assert(
      fc.property(anyText(['echo']), (json) => {
        expect(readReply(bytesOf(json.text)) !== undefined).toBe(json.members !== undefined)
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(readReply(bytes)).toBeUndefined()
      }),
    )
    for (const text of ['null', '1', '[]', '"x"', '{', '{"echo":"r1"', '{"echo":"r1"}}']) {
      expect(readReply(bytesOf(text))).toBeUndefined()
    }
  })
})

describe('the body of a reply', () => {
  it('is that of a failure when a reply that was not parsed before is no JSON', () => {
    const read = readReply(bytesOf('{"status":"ok","retcode":0,"data":[1 2]}'))
    expect(read && replyBody(read)).toMatchObject({ status: 'failed', retcode: 1500, data: null })
  })
})

describe('a reply on its way back', () => {
  it('carries the echo of the caller byte for byte, or none, and every other member as it stood', () => {
    fc.assert(
      fc.property(reply, fc.option(anyText(['echo', 'data']), { nil: undefined }), (json, echo) => {
        const read = readReply(bytesOf(json.text))
        if (!read) throw new TypeError('not read')
        const text = textOf(replyWithEcho(read, echo && bytesOf(echo.text)))
        const echoes = membersOf(text).filter(({ key }) => JSON.parse(key) === 'echo')
        expect(echoes).toEqual(echo ? [{ key: '"echo"', value: echo.text }] : [])
        expect(otherMembers(text, ['echo'])).toEqual(otherMembers(json.text, ['echo']))
        const { echo: _, ...rest } = JSON.parse(json.text)
        expect(JSON.parse(text)).toEqual(echo ? { ...rest, echo: JSON.parse(echo.text) } : rest)
      }),
      { numRuns: 600 },
    )
  })

  it('is handed on as it came when there is no echo on either side', () => {
    const read = readReply(bytesOf(' {"status":"ok","data":{"echo":1}} '))
    expect(read && replyWithEcho(read, undefined)).toEqual([read?.bytes])
  })

  it('keeps integers beyond 2^53', () => {
    const read = readReply(bytesOf('{"data":{"message_id":9007199254740993},"echo":"r1","retcode":0}'))
    expect(read && textOf(replyWithEcho(read, bytesOf('18446744073709551615')))).toBe(
      '{"data":{"message_id":9007199254740993},"echo":18446744073709551615,"retcode":0}',
    )
  })
})

describe('replies made here', () => {
  it('are read like any other', () => {
    expect(replyBody(okReply({ a: 1 }))).toEqual({ status: 'ok', retcode: 0, data: { a: 1 } })
    expect(replyBody(failedReply(1400, 'so'))).toEqual({
      status: 'failed',
      retcode: 1400,
      data: null,
      msg: 'so',
      message: 'so',
      wording: 'so',
    })
    expect(textOf(replyWithEcho(makeReply({}), bytesOf('1')))).toBe('{"echo":1}')
  })
})

it('a reply made of JSON text is as if it had been read', () => {
  const data = ['{"events":[', '1,2', ']}'].map(bytesOf)
  const made = okReplyOf(data)
  expect(textOf([made.bytes])).toBe('{"status":"ok","retcode":0,"data":{"events":[1,2]}}')
  const { scan } = readReply(made.bytes) ?? {}
  const places = ({ members = [] }: Partial<typeof made.scan> = {}) =>
    members.map(({ name, start, valueStart, end, previousEnd, nextStart }) => [
      name,
      start,
      valueStart,
      end,
      previousEnd,
      nextStart,
    ])
  expect(places(made.scan)).toEqual(places(scan))
  expect([made.scan.start, made.scan.end, made.isPart]).toEqual([scan?.start, scan?.end, false])
  expect(textOf(replyWithEcho(made, bytesOf('7')))).toBe(
    '{"status":"ok","retcode":0,"data":{"events":[1,2]},"echo":7}',
  )
})
