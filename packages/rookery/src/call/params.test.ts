import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UsageError } from '../cli/usage-error.js'
import { paramsJson } from './params.js'

test.each([
  [[], '{}'],
  [['group_id=30001', 'message=hello'], '{"group_id":30001,"message":"hello"}'],
  [['user_id=123456789012345678901234567890'], '{"user_id":123456789012345678901234567890}'],
  [['a=true', 'b=null', 'c=1.50', 'd=-1'], '{"a":true,"b":null,"c":1.50,"d":-1}'],
  [
    ['m=[{"type":"at","data":{"qq":9007199254740993}}]'],
    '{"m":[{"type":"at","data":{"qq":9007199254740993}}]}',
  ],
  [
    ['a=007', 'b=0x10', 'c=True', 'd={', 'e=', 'f="q"'],
    '{"a":"007","b":"0x10","c":"True","d":"{","e":"","f":"\\"q\\""}',
  ],
  [['a:="007"', 'b:=1', 'url=http://h/?a:=b'], '{"a":"007","b":1,"url":"http://h/?a:=b"}'],
  [['message=你好\n"世界"'], '{"message":"你好\\n\\"世界\\""}'],
])('%j is %s', (words, json) => expect(paramsJson(words)).toBe(json))

test.each([
  [['group_id'], 'found "group_id"; allowed: key=value'],
  [['=1'], 'found "=1"'],
  [[':=1'], 'found ":=1"'],
  [['a:=x'], '"a:=x" is no JSON'],
  [['a=1', 'a=2'], 'the key "a" is given twice'],
])('%j is refused', (words, complaint) => {
  expect(() => paramsJson(words)).toThrow(UsageError)
  expect(() => paramsJson(words)).toThrow(complaint)
})

test('is JSON for any value, and a forced value is that very value', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { message } = JSON.parse(paramsJson([`message=${text}`])) as { message: unknown }
      if (typeof message === 'string') expect(message).toBe(text)
      else expect(message).toEqual(JSON.parse(text))
      expect(JSON.parse(paramsJson([`message:=${JSON.stringify(text)}`]))).toEqual({ message: text })
    }),
  )
})
