import { describe, expect, it } from 'vitest'
import { words } from '../../words/words.js'
import type { Problem } from '../wire/wire.js'
import { actWords } from './act-words.js'
import { generalWords } from './general-words.js'
import { hubSayIn } from './hub-words.js'
import { pageWords } from './page-words.js'
import { problemText } from './problem-words.js'
import { spanText } from './spans.js'

const insertsOf = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort()

describe('the texts of the pages', () => {
  const tables = [generalWords, pageWords, actWords]

  it('have the same inserts in both languages', () => {
    for (const table of tables)
      for (const [name, { zh, en }] of Object.entries(table))
        expect([name, insertsOf(zh)]).toEqual([name, insertsOf(en)])
  })

  it('stand once: no name is taken twice', () => {
    const names = [words, ...tables].flatMap((table) => Object.keys(table))
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
})

describe('a number in a text', () => {
  it('is followed by what fits it', () => {
    const say = hubSayIn('en')
    expect(['1', 1, 0, '1,000'].map((n) => say('traffic_count', { n }))).toEqual([
      '1 line',
      '1 line',
      '0 lines',
      '1,000 lines',
    ])
  })
})

describe('a problem', () => {
  const problem: Problem = {
    kind: 'client_lagging',
    severity: 'warning',
    subject: 'weather',
    since: 0,
    text: 'weather lags',
    advice: 'look',
    fields: { client: 'weather', account: '1', events: 3, seconds: 4 },
  }

  it('is told in Chinese by its kind, in English as the hub tells it', () => {
    expect(problemText(problem, 'zh').text).toBe('应用 weather 在账号 1 上落后 3 个事件，已经 4 秒。')
    expect(problemText(problem, 'en')).toEqual({ text: 'weather lags', advice: 'look' })
  })

  it('of a kind that the page does not know is told as the hub tells it', () => {
    const unknown = { ...problem, kind: 'of_tomorrow' as Problem['kind'] }
    expect(problemText(unknown, 'zh')).toEqual({ text: 'weather lags', advice: 'look' })
  })
})

describe('a span', () => {
  it.each([
    [0, '0 s'],
    [59_400, '59 s'],
    [59_600, '1 min'],
    [3_599_000, '59 min'],
    [3_600_000, '1 h'],
    [172_800_000, '2 d'],
  ])('of %i ms is told in its largest unit', (ms, text) => {
    expect(spanText(ms, hubSayIn('en'))).toBe(text)
  })
})
