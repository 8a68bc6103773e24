import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AwayNames } from './away-names.js'

interface Named {
  readonly name: string
}

const DAY_MS = 24 * 60 * 60_000
let away: AwayNames<Named>
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  away = new AwayNames()
})
afterEach(() => void vi.useRealTimers())

/** Comes and goes; gives the names that were forgotten for it. */
function visit(client: Named): string[] {
  away.returned(client)
  return away.add(client).map(({ name }) => name)
}
const named = (name: string): Named => ({ name })

describe('names that are away', () => {
  it('are pushed out by a flood of new ones only among these', () => {
    const old = [named('victim'), named('other')]
    for (const each of old) visit(each)
    const late = named('here all the while')
    away.returned(late)
    const forgotten = Array.from({ length: 10_050 }, (_, n) => visit(named(`flood-${n}`))).flat()
    // Seen before the flood, though it went away after it.
    forgotten.push(...away.add(late).map(({ name }) => name))
    expect(forgotten).toHaveLength(53)
    expect(forgotten.every((name) => name.startsWith('flood-'))).toBe(true)
    expect(away.lostSince('victim')).toBeUndefined()
    for (const name of forgotten) expect(away.lostSince(name)).toBe(Math.floor(Date.now() / 1000))
  })

  it('are forgotten after a week, those that are back are not', () => {
    const [first, second, third] = [named('first'), named('second'), named('third')]
    const since = Math.floor(Date.now() / 1000)
    for (const each of [first, second]) visit(each)
    vi.setSystemTime(Date.now() + 5 * DAY_MS)
    away.returned(second)
    vi.setSystemTime(Date.now() + 3 * DAY_MS)
    expect(visit(third)).toEqual(['first'])
    expect(away.lostSince('first')).toBe(since)
    expect(away.lostSince('first')).toBeUndefined()
    expect(visit(second)).toEqual([])
  })

  it('are remembered as forgotten up to a number', () => {
    for (let n = 0; n < 10_001 + 100_000; n++) visit(named(`flood-${n}`))
    expect(away.lostSince('flood-10001')).toBeDefined()
    for (let n = 0; n < 2; n++) visit(named(`more-${n}`))
    expect(away.lostSince('flood-10002')).toBeUndefined()
    expect(away.lostSince('flood-10003')).toBeDefined()
  })
})
