import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOf, membersOf, objectText, stringText, textOf } from './json-text.fixture.js'
import { type ObjectScan, scanObject } from './scan-object.js'
import { joinParts, member, spliceObject } from './splice.js'

const NAMES = ['echo', 'action', 'params']
const WANTED = { echo: {}, action: {}, params: {} }

describe('splicing an object', () => {
  it('takes out what it is told and leaves every other member as it stood', () => {
    fc.assert(
      fc.property(objectText(NAMES), fc.array(fc.boolean()), fc.array(stringText), (json, choice, values) => {
        const bytes = bytesOf(json.text)
        const scan = scanObject(bytes, WANTED)
        const removed = scan.members.filter((_, at) => choice[at % choice.length] ?? true)
        const inserted = values.map((value, at) => member(`new${at}`, value))
        const result = textOf(joinParts(spliceObject(bytes, scan, removed, inserted)))
        const gone = new Set(removed.map(({ start }) => start))
        expect(membersOf(result)).toEqual([
          ...membersOf(json.text).filter((_, at) => !gone.has(startOf(json.text, scan, at))),
          ...values.map((value, at) => ({ key: `"new${at}"`, value })),
        ])
        expect(() => JSON.parse(result)).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })

  it('does not copy what stays', () => {
    const bytes = bytesOf('{"big":"xxx","echo":1}')
    const scan = scanObject(bytes, WANTED)
    const parts = spliceObject(bytes, scan, scan.members, [member('echo', [bytesOf('2')])])
    expect(parts.some((part) => part.buffer === bytes.buffer && part.length > 5)).toBe(true)
    expect(textOf(joinParts(parts))).toBe('{"big":"xxx","echo":2}')
  })
})

/** Where the member at an index starts when it is a wanted one, else -1. */
function startOf(text: string, scan: ObjectScan, index: number): number {
  const wantedBefore = membersOf(text)
    .slice(0, index + 1)
    .filter(({ key }) => NAMES.includes(JSON.parse(key)))
  const isWanted = NAMES.includes(JSON.parse(membersOf(text)[index]?.key ?? '""'))
  return isWanted ? (scan.members[wantedBefore.length - 1]?.start ?? -1) : -1
}
