import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anyText,
  bytesOf,
  damagedFrames,
  isJsonText,
  type JsonText,
  lastOf,
  leaf,
  membersOf,
  objectText,
  otherMembers,
  stringText,
  textOf,
} from '../json/json-text.fixture.js'
import {
  callHead,
  callParams,
  exactParams,
  forwardCall,
  makeCall,
  readCall,
  readCheckedCall,
  readFramed,
  recoverEcho,
  renameCall,
} from './call-frame.js'

const READ = ['action', 'params', 'echo']
const selfIdText = fc.constantFrom('10001', '"10001"', '9007199254740993', '"18446744073709551615"', 'null')
const action = fc.oneof(fc.constant('"send_msg"'), fc.constant('"\\u0061"'), stringText).map(leaf)
const params = objectText(['self_id', 'echo', 'action'], { self_id: selfIdText.map(leaf) })
const call = objectText(READ, { action, params: fc.oneof(params, fc.constantFrom('null', '[]').map(leaf)) })

/** What the rules of a call make of its parsed value. */
function isCall(json: JsonText): boolean {
  const { action, params } = JSON.parse(json.text)
  const selfId = lastOf(lastOf(json, 'params')?.value ?? leaf('null'), 'self_id')?.value.text ?? 'null'
  return (
    typeof action === 'string' &&
    action !== '' &&
    (params == null || (typeof params === 'object' && !(Array.isArray(params) && params.length > 0))) &&
    (selfId === 'null' || /^(?:\d+|"\d+")$/.test(selfId))
  )
}

const names = (text: string): string[] => membersOf(text).map(({ key }) => String(JSON.parse(key)))

describe('reading a call', () => {
  it('in one walk with its check is that of both, also when a byte is another one, is missing or comes on top', () => {
    const valid = { times: 0 }
    fc.assert(
      fc.property(damagedFrames(call), (bytes) => {
        const reading = isJsonText(bytes) ? readCall(bytes) : undefined
        const both = reading && 'call' in reading ? reading.call : undefined
        if (both) valid.times++
        expect(readCheckedCall(bytes)).toEqual(both)
      }),
      { numRuns: 6000 },
    )
    expect(valid.times).toBeGreaterThan(100)
  })

  it('sees what JSON.parse sees, and refuses what is no call; the echo comes back byte for byte', () => {
    let calls = 0
    fc.assert(
      fc.property(call, (json) => {
        const reading = readCall(bytesOf(json.text))
        const echo = lastOf(json, 'echo')?.value.text
        expect('call' in reading).toBe(isCall(json))
        const found = 'call' in reading ? reading.call.echo : reading.echo
        expect(found && textOf(found)).toBe(echo)
        if (!('call' in reading)) return
        calls++
        const parsed = JSON.parse(json.text)
        const selfId = lastOf(lastOf(json, 'params')?.value ?? leaf('null'), 'self_id')?.value.text
        expect(reading.call.action).toBe(parsed.action)
        expect(reading.call.selfId).toBe(selfId === 'null' ? undefined : selfId?.replaceAll('"', ''))
        expect(callParams(reading.call)).toEqual(Array.isArray(parsed.params) ? {} : (parsed.params ?? {}))
      }),
      { numRuns: 500 },
    )
    expect(calls).toBeGreaterThan(60)
  })

  it.each([
    ['null', '1', '"x"', '[]', '[{"action":"a"}]', 'true'],
    ['{}', '{"echo":1}', '{"params":{}}', '{"Action":"a"}'],
    ['{"action":null}', '{"action":1}', '{"action":""}', '{"action":["a"]}', '{"action":{"a":1}}'],
    ['{"action":"a","action":1}', '{"action":"a","\\u0061ction":null}'],
    ['{"action":"a","params":[1]}', '{"action":"a","params":1}', '{"action":"a","params":"{}"}'],
    ['{"action":"a","params":[[]]}', '{"action":"a","params":[{}]}', '{"action":"a","params":[null]}'],
    ['{"action":"a","params":false}', '{"action":"a","params":{},"params":[0]}'],
    ['{"action":"a","params":{"self_id":"x"}}', '{"action":"a","params":{"self_id":1.5}}'],
    ['{"action":"a","params":{"self_id":-1}}', '{"action":"a","params":{"self_id":{}}}'],
  ])('refuses %s …', (...texts) => {
    for (const text of texts) expect([text, 'reason' in readCall(bytesOf(text))]).toEqual([text, true])
  })

  it('takes params that are null or absent', () => {
    for (const text of ['{"action":"a"}', '{"action":"a","params":null}']) {
      const reading = readCall(bytesOf(text))
      expect('call' in reading && callParams(reading.call)).toEqual({})
    }
  })

  it.each(['[]', '[ ]', '[\n\t]', ' []\r\n', '{"x":1},"params":[]', '{"self_id":1},"\\u0070arams": [ ]'])(
    'takes an empty array, which is the empty map of PHP, as no params: %s',
    (params) => {
      const reading = readCall(bytesOf(`{"action":"a","params":${params},"echo":1}`))
      if (!('call' in reading)) throw new TypeError(reading.reason)
      expect(callParams(reading.call)).toEqual({})
      expect(exactParams(reading.call)).toEqual({})
      expect(reading.call.selfId).toBeUndefined()
      expect(JSON.parse(textOf(forwardCall(reading.call, '2')))).toEqual({ action: 'a', params: {}, echo: 2 })
      const renamed = forwardCall(renameCall(reading.call, 'b'), '2')
      expect(JSON.parse(textOf(renamed))).toEqual({ action: 'b', params: {}, echo: 2 })
    },
  )

  it('keeps nothing of a large frame alive that waits for its answer', () => {
    const frame = Buffer.from(`{"action":"a","params":{"file":"${'x'.repeat(100_000)}"},"echo":"mine"}`)
    const reading = readCall(frame)
    const { echo } = 'call' in reading ? reading.call : reading
    expect(textOf(echo ?? bytesOf(''))).toBe('"mine"')
    expect(echo?.buffer.byteLength).toBe(6)
  })

  it('says what params may be, where an array holds anything', () => {
    const reading = readCall(bytesOf('{"action":"a","params":[1, 2]}'))
    expect(reading).toMatchObject({ reason: '"params" must be an object or null, found [1, 2]' })
  })

  it('says so when the params of a call that was not parsed before are no JSON', () => {
    const reading = readCall(bytesOf('{"action":"a","params":{"x":[1 2]}}'))
    if (!('call' in reading)) throw new TypeError(reading.reason)
    expect(() => callParams(reading.call)).toThrow(expect.objectContaining({ code: 'bad_params' }))
  })

  it('gives whoever executes it every digit of its params', () => {
    const { bytes } = makeCall('send_msg', { user_id: '9007199254740993' })
    expect(Buffer.from(bytes).toString()).toContain(':9007199254740993')
    const reading = readCall(bytes)
    expect('call' in reading && exactParams(reading.call)).toEqual({ user_id: '9007199254740993' })
  })

  it('keeps a copy of the echo, not the chunk in which it came', () => {
    const bytes = bytesOf('{"action":"a","echo":"mine"}')
    const reading = readCall(bytes)
    bytes.fill(0)
    expect('call' in reading && reading.call.echo && textOf(reading.call.echo)).toBe('"mine"')
  })

  it('shows only the beginning of a wrong value', () => {
    const reading = readCall(bytesOf(`{"action":"a","params":[${'1,'.repeat(50_000)}1]}`))
    expect('reason' in reading && reading.reason.length).toBeLessThan(200)
  })

  it('never throws, whatever the text', () => {
    const pieces = fc.constantFrom(
      ...[
        '{',
        '}',
        '"action":',
        '"params":',
        '"echo":',
        '"self_id":',
        '"a"',
        ',',
        '1',
        '[',
        ']',
        '\\',
        '"',
        'null',
      ],
    )
    const rubbish = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(pieces, { maxLength: 30 }).map((each) => bytesOf(each.join(''))),
    )
    fc.assert(
      fc.property(rubbish, (bytes) => {
        const reading = readCall(bytes)
        recoverEcho(bytes)
        if ('call' in reading) expect(textOf(forwardCall(reading.call, '"r1"'))).toContain('"echo":"r1"')
      }),
      { numRuns: 1500 },
    )
  })

  it('reads a call whose keys are repeated thousands of times, and refuses one without end', () => {
    const repeated = (times: number): Uint8Array =>
      bytesOf(`{${'"echo":1,'.repeat(times)}"action":"a","echo":2}`)
    const reading = readCall(repeated(7_000))
    if (!('call' in reading)) throw new TypeError(reading.reason)
    expect(reading.call.echo && textOf(reading.call.echo)).toBe('2')
    expect(textOf(forwardCall(reading.call, '3'))).toBe('{"action":"a","echo":3}')
    expect(readCall(repeated(300_000))).toMatchObject({ reason: expect.any(String), echo: undefined })
  })
})

describe('forwarding a call', () => {
  it('gives it our echo, takes the self_id out, spells what was read once and plainly, and keeps the rest', () => {
    fc.assert(
      fc.property(call.filter(isCall), anyText(READ), (json, ours) => {
        const reading = readCall(bytesOf(json.text))
        if (!('call' in reading)) throw new TypeError(reading.reason)
        const forwarded = textOf(forwardCall(reading.call, ours.text))
        const { params, ...expected } = JSON.parse(json.text)
        if (params) delete params.self_id
        expect(JSON.parse(forwarded)).toEqual({
          ...expected,
          ...(params === undefined ? {} : { params: Array.isArray(params) ? {} : params }),
          echo: JSON.parse(ours.text),
        })
        const read = names(forwarded).filter((name) => READ.includes(name))
        expect(read.length).toBe(new Set(read).size)
        for (const name of read) expect(membersOf(forwarded).map(({ key }) => key)).toContain(`"${name}"`)
        expect(membersOf(forwarded).find(({ key }) => key === '"echo"')?.value).toBe(ours.text)
        expect(otherMembers(forwarded, READ)).toEqual(otherMembers(json.text, READ))
        const inner = membersOf(forwarded).find(({ key }) => key === '"params"')?.value ?? '{}'
        const last = lastOf(json, 'params')?.value.text ?? '{}'
        expect(otherMembers(inner, ['self_id'])).toEqual(otherMembers(last, ['self_id']))
        expect(names(inner)).not.toContain('self_id')
      }),
      { numRuns: 600 },
    )
  })

  it.each([
    ['{"action":"a"}', '{"action":"a","echo":"r1"}'],
    [
      '{"action":"a","echo":{"x":1},"params":{"n":9007199254740993}}',
      '{"action":"a","echo":"r1","params":{"n":9007199254740993}}',
    ],
    ['{"params":{"self_id":1},"action":"a"}', '{"action":"a","params":{},"echo":"r1"}'],
    [
      '{ "action" : "a" , "params" : { "x" : 1 , "self_id" : 1 } }',
      '{ "action" : "a" ,"params":{ "x" : 1},"echo":"r1"}',
    ],
    ['{"\\u0061ction":"\\ud800"}', '{"action":"\\ud800","echo":"r1"}'],
    [
      '{"action":"a","params":{"a":{"self_id":1}}}',
      '{"action":"a","params":{"a":{"self_id":1}},"echo":"r1"}',
    ],
    [
      '{"action":"a","params":{"self_id":1,"x":1},"params":{"y":2}}',
      '{"action":"a","params":{"y":2},"echo":"r1"}',
    ],
  ])('turns %s into %s', (text, expected) => {
    const reading = readCall(bytesOf(text))
    if (!('call' in reading)) throw new TypeError(reading.reason)
    const forwarded = textOf(forwardCall(reading.call, '"r1"'))
    expect(forwarded.replace(/ (?=[,}])/g, '')).toBe(expected.replace(/ (?=[,}])/g, ''))
  })
})

describe('the echo of a frame that is no valid JSON', () => {
  it.each([
    ['{"action":"a","echo":"e",}', '"e"'],
    ['{"action":"a","params":{"x":01},"echo":{"seq":1}}', '{"seq":1}'],
    ['{"action":"a","params":{bad},"echo":7}', '7'],
    ['{"action":"a","params":{"x":1,},"echo":7}', '7'],
    ['{"action":"a","params":{"x":NaN},"echo":7}', '7'],
    ['{"action":"a","params":{"text":"bad \\x escape"},"echo":7}', '7'],
    ['{"echo":9007199254740993,"params":', '9007199254740993'],
    ['{"echo":1,"echo":2,"action":]', '2'],
  ])('is found in %s', (text, echo) => {
    const found = recoverEcho(bytesOf(text))
    expect(found && textOf(found)).toBe(echo)
    // The same where only the top level was checked before, as with large frames.
    const reading = readCall(bytesOf(text))
    if ('reason' in reading) expect(reading.echo && textOf(reading.echo)).toBe(echo)
  })

  it.each([
    '{"action":"a","echo":"\\x"}',
    '{"action":"a","echo":{bad}}',
    '{"echo":"a',
    '"echo":1',
    '[{"echo":1}]',
    '',
  ])('is not made up in %s', (text) => {
    expect(recoverEcho(bytesOf(text))).toBeUndefined()
  })

  it('is found beside bad UTF-8, but not when it is bad itself', () => {
    const bad = Uint8Array.of(0xff)
    const [head, tail] = [bytesOf('{"action":"a","params":{"t":"'), bytesOf('"},"echo":"好"}')]
    const found = recoverEcho(Uint8Array.from([...head, ...bad, ...tail]))
    expect(found && textOf(found)).toBe('"好"')
    const inside = Uint8Array.from([...bytesOf('{"action":"a","echo":"'), ...bad, ...bytesOf('"}')])
    expect(recoverEcho(inside)).toBeUndefined()
  })

  it('is never one that is not JSON itself, even where the frame around it passes', () => {
    for (const echo of ['"\\x"', '{bad}', '[1 2]', '"\n"']) {
      const reading = readCall(bytesOf(`{"action":"a","echo":${echo}}`))
      expect(reading).toMatchObject({ reason: expect.stringContaining('echo'), echo: undefined })
    }
  })
})

describe('forwarding a call to a peer that has several accounts', () => {
  it.each([
    ['10001', '10001'],
    ['"9007199254740993"', '9007199254740993'],
    ['"007"', '"007"'],
    ['"0"', '0'],
  ])('keeps the self_id %s', (selfId, kept) => {
    const reading = readCall(bytesOf(`{"action":"a","params":{"self_id":${selfId},"x":1}}`))
    expect('call' in reading && textOf(forwardCall(reading.call, '1', true))).toBe(
      `{"action":"a","params":{"x":1,"self_id":${kept}},"echo":1}`,
    )
  })
})

describe('the idempotency key of a call', () => {
  const read = (text: string) => {
    const reading = readCall(bytesOf(text))
    if (!('call' in reading)) throw new TypeError(reading.reason)
    return reading.call
  }

  it.each([
    [
      '{"action":"a","idempotency_key":"k","params":{"x": 1e0}}',
      'k',
      '{"action":"a","params":{"x": 1e0},"echo":1}',
    ],
    ['{"idempotency_key":"汉\\n","action":"a","echo":0}', '汉\n', '{"action":"a","echo":1}'],
    ['{"echo":0,"action":"a","idempotency_key":null}', undefined, '{"action":"a","echo":1}'],
    ['{"\\u0069dempotency_key":"1","action":"a","idempotency_key":"2"}', '2', '{"action":"a","echo":1}'],
    ['{"action":"a","params":{"idempotency_key":"p"}}', undefined, undefined],
    [`{"action":"a","idempotency_key":"${'x'.repeat(255)}"}`, 'x'.repeat(255), '{"action":"a","echo":1}'],
  ])('is read from %s, and not forwarded', (text, key, forwarded) => {
    const call = read(text)
    expect(call.idempotencyKey).toBe(key)
    expect(renameCall(call, 'b').idempotencyKey).toBe(key)
    const sent = textOf(forwardCall(call, '1'))
    if (forwarded) expect(sent).toBe(forwarded)
    else expect(JSON.parse(sent).params).toEqual({ idempotency_key: 'p' })
    expect(textOf(forwardCall(renameCall(call, 'b'), '1'))).not.toContain('"idempotency_key":"k"')
  })

  it.each([
    '1',
    '""',
    'true',
    '{}',
    '["k"]',
    `"${'x'.repeat(256)}"`,
    // Two of them would be the same one as soon as they are written as UTF-8.
    '"k\\ud800"',
    '"\\udc00\\ud800"',
  ])('is refused when it is %s', (key) => {
    const reading = readCall(bytesOf(`{"action":"a","idempotency_key":${key},"echo":5}`))
    expect(reading).toMatchObject({ reason: expect.stringContaining('1 to 255 characters') })
    expect('reason' in reading && reading.echo && textOf(reading.echo)).toBe('5')
  })

  it('leaves everything else as it was, wherever it stands', () => {
    fc.assert(
      fc.property(call.filter(isCall), fc.nat(), (json, place) => {
        const members = json.members ?? []
        const texts = members.map(({ text }) => text)
        texts.splice(place % (members.length + 1), 0, '"idempotency_key" : "k"')
        const text = `{${texts.join(',')}}`
        const sent = textOf(forwardCall(read(text), '"r1"'))
        expect(otherMembers(sent, READ)).toEqual(otherMembers(json.text, READ))
        expect(JSON.parse(sent)).not.toHaveProperty('idempotency_key')
        expect(JSON.parse(sent)).toEqual(JSON.parse(textOf(forwardCall(read(json.text), '"r1"'))))
      }),
      { numRuns: 300 },
    )
  })
})

describe('making a call', () => {
  it('gives one that is read like any other', () => {
    const made = makeCall('send_msg', { self_id: '10001', message: 'hi' })
    expect(made).toMatchObject({ action: 'send_msg', selfId: '10001', echo: undefined })
    expect(() => makeCall('')).toThrow(TypeError)
  })
})

describe('a call put together from its action and params', () => {
  const frame = (action: string, params: string) => {
    const head = callHead(action)
    return readFramed(action, bytesOf(head).length, bytesOf(`${head}${params}}`))
  }

  it('is read as the same frame from elsewhere', () => {
    const params = fc.dictionary(fc.oneof(fc.string(), fc.constant('self_id')), fc.jsonValue())
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), params, fc.nat(), (action, rest, selfId) => {
        const { self_id, ...others } = rest
        const text = JSON.stringify(self_id === undefined ? others : { ...others, self_id: selfId })
        expect(frame(action, text)).toEqual(readCall(bytesOf(`${callHead(action)}${text}}`)))
      }),
    )
  })

  it.each([
    ['{"self_id":"x"}', '"self_id" in params must be an account number'],
    ['[]', '"params" must be an object'],
    ['{},"action":"set_restart","x":{}', '"params" must be an object'],
    ['{"a":1', '"params" must be an object'],
  ])('is none with the params %s', (params, reason) => {
    expect(frame('get_status', params)).toEqual({ reason, echo: undefined })
  })
})
