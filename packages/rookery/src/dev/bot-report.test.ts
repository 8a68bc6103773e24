import { describe, expect, it } from 'vitest'
import { type BotReport, ReportFilter, reportMark } from './bot-report.js'
import { crashText } from './bot-state.js'

const crashed: BotReport = {
  is: 'crashed',
  text: 'TypeError: 不行\n第二行',
  at: 'bot.ts:1:2',
  frames: ['at a (b:1:1)'],
}

describe('what a bot prints', () => {
  const printed = `one\n${reportMark({ is: 'started' })}two\u001b[31mred\u001b[0m${reportMark(crashed)}${reportMark({ is: 'ended', code: 3 })}\nthree\u001b]`

  it.each([1, 2, 3, 7, 50, 10_000])('is shown without its reports, whole or in pieces of %i', (size) => {
    const reports: BotReport[] = []
    const filter = new ReportFilter((report) => reports.push(report))
    let shown = ''
    for (let at = 0; at < printed.length; at += size) shown += filter.take(printed.slice(at, at + size))
    expect(shown + filter.take(' end')).toBe('one\ntwo\u001b[31mred\u001b[0m\nthree\u001b] end')
    expect(reports).toEqual([{ is: 'started' }, crashed, { is: 'ended', code: 3 }])
  })
})

describe('a crash in a terminal', () => {
  it('has an arrow where the code is wrong, behind tabs, too', () => {
    const crash = { text: 'Error: no', at: 'bot.ts:2:4', source: '\t\tx()', frames: ['at x (bot.ts:2:4)'] }
    expect(crashText(crash)).toBe('bot.ts:2:4\n  \t\tx()\n  \t\t ^\nError: no\n    at x (bot.ts:2:4)')
    expect(crashText({ text: 'threw 1', frames: [] })).toBe('threw 1')
  })
})
