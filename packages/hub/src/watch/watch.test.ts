import { systemClock } from '@rookery/transport'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Accounts } from '../accounts/accounts.js'
import type { Client } from '../clients/clients.js'
import type { Connection } from '../clients/connection.js'
import type { LogLine } from '../hub.fixture.js'
import type { Log } from '../log/log.js'
import { Watch } from './watch.js'

const SECOND = 1_000
const LOOK = 5 * SECOND

let now: number
let lines: LogLine[]
let connections: Connection[]
let accounts: Accounts
let watch: Watch
beforeEach(() => {
  now = 1_000_000
  lines = []
  connections = []
  accounts = new Accounts({ upstreams: ['up'], limits: { of: () => 1e6, inAll: 1e6 } })
  const to =
    (level: LogLine['level']) =>
    (fields: LogLine['fields'], text: string): void =>
      void lines.push({ level, text, fields })
  const log: Log = { info: to('info'), warn: to('warn'), error: to('error') }
  const alerts = { begin() {}, end() {} }
  watch = new Watch({ connections, accounts, alerts, log, clock: systemClock, now: () => now })
})
afterEach(() => watch.close())

const texts = () =>
  lines.map(({ level, text, fields }) => `${level} ${text} ${fields.client ?? fields.account ?? ''}`)

/** As much of a connection as the watch looks at. */
interface Fake {
  behind: Connection['behind']
  readonly client: Client
}

function connect(label: string, account = '10001', client?: Client): Fake {
  const known = client ?? ({ kind: 'named', name: label, connections: new Set() } as unknown as Client)
  const fake: Fake = { behind: undefined, client: known }
  const connection = Object.assign(fake, { label, account, openedAt: now }) as unknown as Connection
  known.connections.add(connection)
  connections.push(connection)
  return fake
}

function disconnect(fake: Fake): void {
  connections.splice(connections.indexOf(fake as unknown as Connection), 1)
  fake.client.connections.clear()
}

const behind = (events: number, agoMs: number, more: Partial<NonNullable<Connection['behind']>> = {}) => ({
  events,
  admittedAt: now - agoMs,
  isSent: true,
  confirmed: now,
  ...more,
})

/** Looks every five seconds for a while; `each` says how far it is behind at each look. */
function wait(ms: number, each: () => void = () => {}): void {
  for (const end = now + ms; now < end; ) {
    now += LOOK
    each()
    watch.look()
  }
}

describe('a client that lags', () => {
  it.each([
    ['30 s, however few events', 3, 31 * SECOND, 1],
    ['1,000 events, for some seconds', 1_001, 6 * SECOND, 1],
    ['1,000 events, in a flood that it keeps up with', 50_000, SECOND, 0],
    ['less than both', 999, 29 * SECOND, 0],
  ])('is told of at %s', (_, events, agoMs, told) => {
    const slow = connect('slow')
    wait(60 * SECOND, () => {
      slow.behind = behind(events, agoMs)
    })
    expect(texts()).toEqual(Array(told).fill('warn client lags behind slow'))
    if (told) expect(lines[0]?.fields).toMatchObject({ account: '10001', events, seconds: agoMs / SECOND })
  })

  it('is not told of for what it missed while it was away, as long as it catches up', () => {
    const back = connect('back')
    wait(25 * SECOND, () => {
      back.behind = behind(900, 3_600 * SECOND)
    })
    expect(lines).toEqual([])
    wait(10 * SECOND, () => {
      back.behind = behind(900, 3_600 * SECOND)
    })
    expect(texts()).toEqual(['warn client lags behind back'])
    expect(lines[0]?.fields.seconds).toBe(35)
  })

  it('is told of again, with since when, and once more when it has caught up', () => {
    const slow = connect('slow')
    wait(30 * SECOND)
    const fall = () => {
      slow.behind = behind(10, 40 * SECOND)
    }
    wait(11 * 60 * SECOND, fall)
    expect(texts()).toEqual([
      'warn client lags behind slow',
      'warn client still lags behind slow',
      'warn client still lags behind slow',
    ])
    expect(lines[2]?.fields.since).toMatch(/^\d{4}-\d\d-\d\dT/)
    slow.behind = undefined
    wait(60 * SECOND)
    expect(texts().slice(3)).toEqual(['info client has caught up slow'])
    expect(lines[3]?.fields.seconds).toBe(660)
  })

  it('has not caught up before it has what was old', () => {
    const slow = connect('slow')
    wait(40 * SECOND, () => {
      slow.behind = behind(5_000, 40 * SECOND)
    })
    slow.behind = behind(900, 20 * SECOND)
    watch.look()
    expect(texts()).toEqual(['warn client lags behind slow'])
    slow.behind = behind(900, SECOND)
    watch.look()
    expect(texts().at(-1)).toBe('info client has caught up slow')
  })

  it('does not fill the log by lagging now and then', () => {
    const slow = connect('slow')
    wait(30 * SECOND)
    for (let n = 0; n < 5; n++) {
      slow.behind = behind(10, 40 * SECOND)
      watch.look()
      slow.behind = undefined
      watch.look()
      now += 2 * SECOND
    }
    const told = ['warn client lags behind slow', 'info client has caught up slow']
    expect(texts()).toEqual([...told, 'warn client lags behind slow'])
    wait(20 * SECOND)
    expect(texts().slice(3)).toEqual(['info client has caught up slow'])
  })

  it('is one client, however many connections it has; the worst one counts', () => {
    const first = connect('slow', '10001')
    const second = connect('slow', '10002', first.client)
    wait(60 * SECOND)
    wait(40 * SECOND, () => {
      first.behind = behind(5, 31 * SECOND)
      second.behind = behind(7, 50 * SECOND)
    })
    expect(texts()).toEqual(['warn client lags behind slow'])
    expect(lines[0]?.fields).toMatchObject({ account: '10002', events: 7, seconds: 50 })
  })

  it('is counted where everybody lags', () => {
    const all = Array.from({ length: 300 }, (_, n) => connect(`c${n}`))
    wait(40 * SECOND, () => {
      for (const each of all) each.behind = behind(10, 31 * SECOND)
    })
    expect(lines).toHaveLength(11)
    expect(lines[10]).toMatchObject({ text: 'more clients lag behind', fields: { count: 290 } })
  })

  it('that leaves and is back without a backlog has caught up; nobody speaks of one without a name', () => {
    for (const [kind, told] of [
      ['named', 1],
      ['anonymous', 0],
    ] as const) {
      lines.length = 0
      const slow = connect(kind)
      slow.client.kind = kind
      wait(40 * SECOND, () => {
        slow.behind = behind(10, 31 * SECOND)
      })
      disconnect(slow)
      wait(60 * SECOND)
      const again = connect(kind, '10001', slow.client)
      again.behind = behind(10, 90 * SECOND)
      watch.look()
      expect(texts()).toEqual([`warn client lags behind ${kind}`])
      again.behind = undefined
      watch.look()
      expect(texts().slice(1)).toEqual(Array(told).fill(`info client has caught up ${kind}`))
    }
  })
})

describe('a client that stops confirming', () => {
  it('is told of after 30 s, and that it confirms nothing', () => {
    const hung = connect('hung')
    wait(60 * SECOND)
    const admittedAt = now
    wait(40 * SECOND, () => {
      hung.behind = { events: 12, admittedAt, isSent: true, confirmed: 7 }
    })
    expect(texts()).toEqual(['warn client confirms nothing hung'])
    expect(lines[0]?.fields).toMatchObject({ events: 12, seconds: 35 })
  })

  it.each([
    ['confirms little by little', true, 1],
    ['has not been sent it yet', false, 0],
  ])('is another than one that %s', (_, isSent, step) => {
    const slow = connect('slow')
    wait(60 * SECOND)
    const admittedAt = now
    let confirmed = 7
    wait(40 * SECOND, () => {
      confirmed += step
      slow.behind = { events: 12, admittedAt, isSent, confirmed }
    })
    expect(texts()).toEqual(['warn client lags behind slow'])
  })

  it('is told of once more when it gets from bad to worse', () => {
    const hung = connect('hung')
    wait(60 * SECOND)
    let confirmed = 0
    wait(20 * SECOND, () => {
      hung.behind = behind(10, 40 * SECOND, { confirmed: confirmed++ })
    })
    wait(40 * SECOND, () => {
      hung.behind = behind(10, 40 * SECOND, { confirmed })
    })
    expect(texts()).toEqual(['warn client lags behind hung', 'warn client confirms nothing hung'])
  })
})

describe('an account that stays away', () => {
  const link = { name: 'up', upstream: { isOpen: true } } as never

  it.each(['gone', 'reported offline'])('is told of again after 1, 10 and 60 minutes: %s', (how) => {
    accounts.join('10001', link, 'told')
    const account = accounts.get('10001')
    if (how === 'gone') accounts.leave('10001', link)
    else if (account) account.online = false
    wait(65 * 60 * SECOND)
    expect(texts()).toEqual(Array(3).fill(`warn account still ${how} 10001`))
    expect(lines.map(({ fields }) => fields.seconds)).toEqual([60, 600, 3600])
    lines.length = 0
    accounts.leave('10001', link)
    accounts.join('10001', link, 'told')
    wait(3_600 * SECOND)
    expect(lines).toEqual([])
  })

  it('is counted where there are many', () => {
    for (let n = 0; n < 3_000; n++) {
      accounts.join(String(10_000 + n), link, 'told')
      accounts.leave(String(10_000 + n), link)
    }
    wait(2 * 60 * SECOND)
    expect(lines).toHaveLength(11)
    expect(lines[10]).toMatchObject({ text: 'more accounts still away', fields: { count: 2_990 } })
  })
})
