import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import type { LogLine } from '../hub.fixture.js'
import type { Log } from '../log/log.js'
import { type Alert, AlertFailure, type AlertWay } from './alert.js'
import { AlertQueue } from './alert-queue.js'
import { Alerts } from './alerts.js'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

let clock: TestClock
let lines: LogLine[]
let sent: Alert[]
let alerts: Alerts
let send: AlertWay['send']
beforeEach(() => {
  clock = new TestClock()
  lines = []
  sent = []
  send = async (alert) => void sent.push(alert)
  const to =
    (level: LogLine['level']) =>
    (fields: LogLine['fields'], text: string): void =>
      void lines.push({ level, text, fields })
  const log: Log = { info: to('info'), warn: to('warn'), error: to('error') }
  const way: AlertWay = { to: 'phone', send: (alert, signal) => send(alert, signal) }
  alerts = new Alerts([new AlertQueue(way, log, clock)], clock)
})
afterEach(() => alerts.close())

const offline = (account: string, graceMs = 0) => ({
  kind: 'account_offline',
  key: account,
  text: `account ${account} is offline`,
  overText: `account ${account} is online again`,
  account,
  graceMs,
})
const told = (): string[] => sent.map(({ state, text }) => `${state}: ${text}`)

describe('a condition', () => {
  it('is told once, reminded of as in the log, and told when it is over', async () => {
    alerts.begin(offline('10001'))
    await clock.advance(5 * SECOND)
    expect(told()).toEqual(['began: account 10001 is offline'])
    for (let n = 0; n < 30; n++) {
      alerts.begin(offline('10001'))
      await clock.advance(30 * SECOND)
    }
    expect(told().slice(1)).toEqual([
      expect.stringMatching(/^lasts: account 10001 is offline \(for (?:65|70) s\)$/),
      'lasts: account 10001 is offline (for 10 min)',
    ])
    alerts.end('account_offline', '10001')
    await clock.advance(HOUR)
    expect(told().slice(3)).toEqual(['over: account 10001 is online again (for 15 min)'])
    expect(sent[3]).toMatchObject({ kind: 'account_offline', account: '10001', seconds: 905 })
    expect(Date.parse(sent[3]?.since ?? '')).toBeCloseTo(Date.parse(sent[0]?.since ?? ''), -3)
  })

  it('that is over before its time of grace is told to nobody', async () => {
    alerts.begin(offline('10001', 30 * SECOND))
    await clock.advance(25 * SECOND)
    alerts.end('account_offline', '10001')
    await clock.advance(HOUR)
    expect(told()).toEqual([])
    alerts.begin(offline('10001', 30 * SECOND))
    await clock.advance(25 * SECOND)
    expect(told()).toEqual([])
    await clock.advance(10 * SECOND)
    expect(told()).toEqual(['began: account 10001 is offline'])
  })

  it('that comes and goes is told of a few times only', async () => {
    for (let n = 0; n < 20; n++) {
      alerts.begin(offline('10001'))
      await clock.advance(5 * SECOND)
      alerts.end('account_offline', '10001')
      await clock.advance(5 * SECOND)
    }
    expect(told().length).toBeLessThan(8)
    await clock.advance(MINUTE)
    expect(told().at(-1)).toMatch(/^over: /)
  })

  it('of many at the same time is told ten times, and counted', async () => {
    for (let n = 0; n < 300; n++) alerts.begin(offline(String(10_000 + n)))
    await clock.advance(5 * SECOND)
    expect(told()).toHaveLength(11)
    expect(told()[10]).toBe('began: 290 more alerts, of which the log tells')
  })

  it('of the journal is reported by its kind and a text, and over without one', async () => {
    alerts.trouble('journal_not_written', 'the disk is full')
    await clock.advance(5 * SECOND)
    alerts.trouble('journal_not_written', undefined)
    await clock.advance(5 * SECOND)
    expect(sent).toMatchObject([
      { kind: 'journal_not_written', state: 'began', text: 'the disk is full' },
      { kind: 'journal_not_written', state: 'over', text: 'it is over: the disk is full (for 5 s)' },
    ])
  })

  it('is kept by nobody where nobody is to be told', () => {
    const nobody = new Alerts([], clock)
    nobody.begin(offline('10001'))
    nobody.look()
    nobody.close()
    expect(sent).toEqual([])
  })
})

describe('a receiver that fails', () => {
  it('is logged in sum, and never becomes an alert', async () => {
    send = () => Promise.reject(new AlertFailure('HTTP 500'))
    for (let n = 0; n < 5; n++) alerts.begin(offline(String(n)))
    await clock.advance(10 * MINUTE + 10 * SECOND)
    expect(lines[0]).toMatchObject({
      level: 'warn',
      text: 'alerts could not be delivered',
      fields: { to: 'phone', why: 'HTTP 500' },
    })
    // Fifteen failed: at once, after a minute and after ten.
    expect(lines).toHaveLength(3)
  })

  it('with a fault of its own does not put its words, which may hold secrets, into the log', async () => {
    send = () => Promise.reject(new TypeError('https://hook/secret'))
    alerts.begin(offline('10001'))
    await clock.advance(5 * SECOND)
    expect(lines.map(({ fields }) => fields.why)).toEqual(['an unknown fault'])
  })

  it('and hangs holds up nobody, and as many as fit wait for it', async () => {
    const signals: AbortSignal[] = []
    send = (_, signal) => {
      signals.push(signal)
      return new Promise(() => {})
    }
    for (let look = 0; look < 8; look++) {
      for (let n = 0; n < 10; n++) alerts.begin(offline(`${look}-${n}`))
      alerts.look()
    }
    expect(signals).toHaveLength(1)
    expect(lines[0]?.fields).toMatchObject({ why: '50 alerts wait already' })
    alerts.close()
    expect(signals[0]?.aborted).toBe(true)
  })
})

describe('a test of the alerts', () => {
  it('reaches each receiver at once, and says so', async () => {
    expect(await alerts.test()).toEqual([{ to: 'phone' }])
    expect(sent).toEqual([expect.objectContaining({ kind: 'test', state: 'began' })])
    expect(alerts.receivers).toEqual(['phone'])
  })

  it('says why a receiver was not reached, which is no line of the log', async () => {
    send = async () => Promise.reject(new AlertFailure('HTTP 500'))
    expect(await alerts.test()).toEqual([{ to: 'phone', failure: 'HTTP 500' }])
    send = async () => Promise.reject(new TypeError('inside'))
    expect(await alerts.test()).toEqual([{ to: 'phone', failure: 'an unknown fault' }])
    await clock.advance(MINUTE)
    expect(lines).toEqual([])
  })
})
