// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what is tested
import { generateKeyPairSync } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defaultOptions } from '@rookery/hub'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { HubConfigError } from './config-error.js'
import { loadHubConfig, parseHubConfig } from './load-config.js'
import { defaultConfig } from './rookery-yml.js'

const directory = mkdtempSync(join(tmpdir(), 'rookery-config-'))
afterAll(() => rmSync(directory, { recursive: true }))

const root = fileURLToPath(new URL('../../', import.meta.url))
for (const file of ['hub.cert.pem', 'hub.key.pem'])
  copyFileSync(`${root}fixtures/${file}`, join(directory, file))
const cert = readFileSync(join(directory, 'hub.cert.pem'), 'utf8')
const key = readFileSync(join(directory, 'hub.key.pem'), 'utf8')

function parse(text: string, env: Record<string, string> = {}) {
  return parseHubConfig(text, { file: 'rookery.yml', directory, env })
}

/** What is wrong with it, a line each. */
function complaints(text: string, env: Record<string, string> = {}): string[] {
  try {
    parse(text, env)
  } catch (error) {
    if (error instanceof HubConfigError) return error.message.split('\n')
    throw error
  }
  return []
}

describe('a good config', () => {
  test('that is empty, or whose sections are, is the defaults', () => {
    expect(parse('')).toEqual(defaultConfig)
    expect(parse('# nothing\nlisten:\nupstreams:\nclients:\njournal: { keep: }\n')).toEqual(defaultConfig)
  })

  test('that says nothing of a pace sends gently, unlike a hub of the library', () => {
    expect([parse('').pace, defaultOptions.pace]).toEqual(['gentle', 'off'])
  })

  test('reads every key', () => {
    const options = parse(
      `listen: { host: 0.0.0.0, port: 0, token: \${TOKEN}, tls: { cert: hub.cert.pem, key: hub.key.pem }, hosts: [bot.example.com, "NAS:7700", "::1", 企鹅.example], cors: ["https://example.org", "http://[::1]:8080"], names: configured }
upstreams:
  - { name: a, type: ws, url: "ws://127.0.0.1:3001", token: t1, max_silence: 6h, pace: strict, breaker: { failures: 3, open: 10s } }
  - { name: b, type: ws, url: "wss://h/?x=1", ca: hub.cert.pem }
  - { name: c, type: ws-reverse, path: /upstream/c, token: t3, pace: off, breaker: off, process: { command: ./napcat.sh, args: [-q, 10001, "a b", \${BOT}], cwd: napcat, env: { TOKEN: 0123, EMPTY: "", DISPLAY: ":1" }, restart: on-failure, log: napcat.log } }
  - { name: d, type: http, url: "http://127.0.0.1:3000", token: t3, post: { path: /upstream/d, secret: 密钥, max_body: 1MB } }
  - { name: e, type: http, url: "https://h/api", ca: hub.cert.pem, sse: true }
clients:
  - { name: a, type: ws-reverse, url: "ws://127.0.0.1:8080/", accounts: [10001, "20002", \${BOT}] }
  - { name: b, token: t5, accounts: [123456789012345678901234567890], allow: [set_restart], client_status: true, seq: true, confirm: ack, since: 1700000000, history: true, slow: disconnect }
  - { name: c, type: ws-reverse, api_url: "ws://h/api", event_url: "wss://h/event", token: t5, message_format: string }
  - { name: d, type: http-post, url: "http://h/?q", secret: k, token: t6, timeout: 5s, retries: 0, breaker: { failures: 2, open: 1m }, self_messages: false }
  - { name: e, type: http-post, url: "https://h", ca: hub.cert.pem, message_format: array }
journal: { engine: memory, keep: { age: 1h, events: 5, bytes: 64KB } }
resume: { max_age: 10s }
backfill: false
pace: { account: 20/min, group: 1/s, user: 1/3s burst 4, jitter: 300ms, warm_up: 30m, deadline: 20s }
alerts:
  - { webhook: "https://h/services/x", token: t9 }
  - { command: notify-send, args: [-u, critical, 1] }
  - { account: 10002, to: { group: 123456789012345678901 } }
  - { account: "10002", to: { user: 20002 } }
ws_port: { timeout: 1m, range: [9000, 9009] }
heartbeat_interval: 5s
dead_after: 30s
call_timeout: 500ms
hold: 2s
rate_limit_interval: 1s
ask_once: false
cache: false
watch_config: true
`,
      { TOKEN: 'from env', BOT: '30003' },
    )
    expect(options).toEqual({
      listen: {
        host: '0.0.0.0',
        port: 0,
        token: 'from env',
        tls: { cert, key },
        hosts: ['bot.example.com', 'nas:7700', '[::1]', 'xn--hoq754q.example'],
        cors: ['https://example.org', 'http://[::1]:8080'],
        names: 'configured',
      },
      upstreams: [
        {
          name: 'a',
          type: 'ws',
          url: 'ws://127.0.0.1:3001',
          token: 't1',
          maxSilenceMs: 21_600_000,
          pace: 'strict',
          breaker: { failures: 3, openMs: 10_000 },
        },
        { name: 'b', type: 'ws', url: 'wss://h/?x=1', ca: cert },
        {
          name: 'c',
          type: 'ws-reverse',
          path: '/upstream/c',
          token: 't3',
          pace: 'off',
          breaker: 'off',
          process: {
            command: './napcat.sh',
            args: ['-q', '10001', 'a b', '30003'],
            cwd: join(directory, 'napcat'),
            env: { TOKEN: '0123', EMPTY: '', DISPLAY: ':1' },
            restart: 'on-failure',
            log: join(directory, 'napcat.log'),
          },
        },
        {
          name: 'd',
          type: 'http',
          url: 'http://127.0.0.1:3000',
          token: 't3',
          post: { path: '/upstream/d', secret: '密钥', maxBodyBytes: 1_048_576 },
        },
        { name: 'e', type: 'http', url: 'https://h/api', ca: cert, sse: true },
      ],
      clients: [
        { name: 'a', type: 'ws-reverse', url: 'ws://127.0.0.1:8080/', accounts: ['10001', '20002', '30003'] },
        {
          name: 'b',
          token: 't5',
          accounts: ['123456789012345678901234567890'],
          allow: ['set_restart'],
          clientStatus: true,
          seq: true,
          confirm: 'ack',
          since: '1700000000',
          history: true,
          slow: 'disconnect',
        },
        {
          name: 'c',
          type: 'ws-reverse',
          apiUrl: 'ws://h/api',
          eventUrl: 'wss://h/event',
          token: 't5',
          messageFormat: 'string',
        },
        {
          name: 'd',
          type: 'http-post',
          url: 'http://h/?q',
          secret: 'k',
          token: 't6',
          timeoutMs: 5000,
          retries: 0,
          breaker: { failures: 2, openMs: 60_000 },
          selfMessages: false,
        },
        { name: 'e', type: 'http-post', url: 'https://h', ca: cert, messageFormat: 'array' },
      ],
      journal: { engine: 'memory', keep: { ageMs: 3_600_000, events: 5, bytes: 65_536 } },
      alerts: [
        { type: 'webhook', url: 'https://h/services/x', token: 't9' },
        { type: 'command', command: 'notify-send', args: ['-u', 'critical', '1'] },
        { type: 'message', account: '10002', to: { group: '123456789012345678901' } },
        { type: 'message', account: '10002', to: { user: '20002' } },
      ],
      resume: { maxAgeMs: 10_000 },
      backfill: false,
      pace: {
        account: { count: 20, perMs: 60_000 },
        group: { count: 1, perMs: 1_000 },
        user: { count: 1, perMs: 3_000, burst: 4 },
        jitterMs: 300,
        warmUpMs: 1_800_000,
        deadlineMs: 20_000,
      },
      wsPort: { timeoutMs: 60_000, range: [9000, 9009] },
      heartbeatIntervalMs: 5000,
      deadAfterMs: 30_000,
      callTimeoutMs: 500,
      holdMs: 2000,
      rateLimitIntervalMs: 1000,
      askOnce: false,
      cache: false,
    })
  })

  test('may turn the hold off', () => {
    for (const text of ['hold: 0', 'hold: 0s', 'hold: 0ms', 'hold: "0"']) expect(parse(text).holdMs).toBe(0)
    expect(parse('call_timeout: 1s').holdMs).toBe(5_000)
  })

  test('may be the example, which says what the defaults are', () => {
    const { listen, upstreams, clients, wsPort, ...rest } = loadHubConfig(`${root}rookery.example.yml`, {})
    const { listen: _, upstreams: __, clients: ___, wsPort: ____, ...defaults } = defaultConfig
    expect(rest).toEqual(defaults)
    expect(listen).toEqual({ host: '127.0.0.1', port: 7700, token: 'change-me' })
    expect([...upstreams, ...clients].map(({ name }) => name)).toEqual([
      'napcat',
      'lagrange',
      'llbot',
      'nonebot',
      'hook',
      'koishi',
    ])
    expect(wsPort).toEqual({ timeoutMs: 15_000, range: [17_700, 17_799] })
  })

  test('takes numbers and flags from the environment too, and tokens of digits as texts', () => {
    const text =
      'listen: { port: ${P}, token: "${T}" }\nclients: [{ name: a, token: x, client_status: ${F} }]'
    const options = parse(text, { P: '8000', F: 'true', T: '0123' })
    expect(options.listen).toMatchObject({ port: 8000, token: '0123' })
    expect(options.clients[0]?.clientStatus).toBe(true)
  })

  test('may begin with a byte order mark, end its lines with CRLF and use an alias of a value', () => {
    const file = join(directory, 'windows.yml')
    writeFileSync(
      file,
      '\uFEFFlisten:\r\n  token: &t "x y"\r\nclients: [{ name: a, type: ws-reverse, url: "ws://h", token: *t }]\r\n',
    )
    expect(loadHubConfig(file, {}).clients[0]).toMatchObject({ token: 'x y' })
  })
})

describe('a bad config', () => {
  test('has all its errors told at once, in order, with file, line, column and what is allowed', () => {
    expect(
      complaints(`listn: {}
upstreams:
  - { name: a, type: wss, url: "ws://h" }
  - { type: ws-reverse, path: upstream, token: s }
journal: { keep: { age: 30 } }`),
    ).toEqual([
      'rookery.yml:1:1: found the unknown key "listn"; allowed: listen, upstreams, clients, data, journal, resume, backfill, alerts, pace, ws_port, heartbeat_interval, dead_after, call_timeout, hold, rate_limit_interval, ask_once, cache, watch_config (did you mean "listen"?)',
      'rookery.yml:3:22: upstreams[0].type: found "wss"; allowed: ws, ws-reverse, http (did you mean "ws"?)',
      'rookery.yml:4:5: upstreams[1]: found no key "name"; allowed: a map with the key "name"',
      expect.stringMatching(
        /^rookery\.yml:4:31: upstreams\[1\]\.path: found "upstream"; allowed: a path such as/,
      ),
      'rookery.yml:5:25: journal.keep.age: found 30; allowed: a whole number with a unit, such as 500ms, 30s, 5m or 2h; above 0, at most 596h',
    ])
  })

  test.each([
    [
      'listen: { hosts: ["http://bot.example.com"] }',
      '1:19: listen.hosts[0]: found "http://bot.example.com"',
    ],
    ['listen: { hosts: ["*"] }', '1:19: listen.hosts[0]: found "*"'],
    ['listen: { hosts: [a/b] }', '1:19: listen.hosts[0]: found "a/b"'],
    ['listen: { names: none }', '1:18: listen.names: found "none"'],
    ['listen: 7700', '1:9: listen: found a number; allowed: a map'],
    ['listen: { port: 65536 }', '1:17: listen.port: found 65536'],
    ['listen: { port: -1 }', '1:17: listen.port: found -1'],
    ['listen: { port: "7700" }', '1:17: listen.port: found "7700"'],
    ['listen: { port: 1e3 }', '1:17: listen.port: found 1e3'],
    ['listen: { host: 127.0.0.256 }', '1:17: listen.host: found "127.0.0.256"'],
    ['listen: { host: "[::1]" }', '1:17: listen.host: found "[::1]"'],
    ['listen: { token: "" }', '1:18: listen.token: found an empty text'],
    ['listen: { cors: "https://h" }', '1:17: listen.cors: found a text; allowed: a list'],
    [
      'listen: { cors: ["*"] }',
      '1:18: listen.cors[0]: found "*"; allowed: an origin such as https://example.org or http://127.0.0.1:8080, without path (with * every web page',
    ],
    ['listen: { cors: ["https://H:443/x"] }', 'without path (browsers send "https://h")'],
    ['listen: { cors: ["http://例子.中国"] }', '(browsers send "http://xn--fsqu00a.xn--fiqs8s")'],
    ['listen: { cors: [example.org] }', 'listen.cors[0]: found "example.org"; allowed: an origin'],
    ['listen: { cors: ["null"] }', 'listen.cors[0]: found "null"; allowed: an origin'],
    ['upstreams: { name: a }', '1:12: upstreams: found a map; allowed: a list'],
    [
      'upstreams: [{ name: a }]',
      '1:13: upstreams[0]: found no key "type"; allowed: type: ws or type: ws-reverse or type: http',
    ],
    [
      'upstreams: [{ name: a, type: https, url: "https://h" }]',
      '1:30: upstreams[0].type: found "https"; allowed: ws, ws-reverse, http (did you mean "http"?)',
    ],
    [
      'upstreams: [{ name: a, type: http, url: "ws://h", sse: true }]',
      '1:41: upstreams[0].url: found "ws://h"; allowed: an http:// or https:// URL',
    ],
    [
      'upstreams: [{ name: a, type: http, url: "http://h" }]',
      '1:13: upstreams[0]: found neither post nor sse; allowed: post or sse: true, else no event ever comes',
    ],
    ['upstreams: [{ name: a, type: http, url: "http://h", sse: false }]', 'found neither post nor sse'],
    ['upstreams: [{ name: a, type: http, url: "http://h", sse: 1 }]', 'found 1; allowed: true, false'],
    [
      'upstreams: [{ name: a, type: http, url: "http://h", post: { path: /a }, sse: true }]',
      '1:78: upstreams[0].sse: found sse beside post; allowed: one of the two, else every event comes twice',
    ],
    [
      'upstreams: [{ name: a, type: http, url: "http://h", post: { path: /event } }]',
      '1:67: upstreams[0].post.path: found "/event"; allowed: a path such as /upstream/napcat',
    ],
    ['upstreams: [{ name: a, type: http, url: "http://h", post: }]', 'post: found no key "path"'],
    ['upstreams: [{ name: a, type: ws, url: "ws://h", sse: true }]', '"sse" goes with type: http'],
    [
      'upstreams: [{ name: a, type: ws, url: "http://h" }]',
      '1:39: upstreams[0].url: found "http://h"; allowed: a ws:// or wss:// URL',
    ],
    [
      'upstreams: [{ name: a, type: ws, url: "ws://h", webui: 127.0.0.1:6099 }]',
      'upstreams[0].webui: found "127.0.0.1:6099"; allowed: an http:// or https:// URL',
    ],
    [
      'upstreams: [{ name: a, type: ws, url: "ws://h", max_silence: 9m }]',
      'upstreams[0].max_silence: found a shorter time; allowed: at least 10m',
    ],
    [
      'upstreams: [{ name: a, type: ws, url: "ws://h", process: { args: [x] } }]',
      'upstreams[0].process: found no key "command"',
    ],
    [
      'upstreams: [{ name: a, type: ws, url: "ws://h", process: { command: qq, args: -q } }]',
      'upstreams[0].process.args: found a text; allowed: a list',
    ],
    [
      'upstreams: [{ name: a, type: ws, url: "ws://h", process: { command: qq, env: { A-B: x } } }]',
      'upstreams[0].process.env: found the variable "A-B"; allowed: letters, digits and _',
    ],
    [
      'upstreams: [{ name: a, type: ws, url: "ws://h", process: { command: qq, env: { A: [s3cret] } } }]',
      'upstreams[0].process.env.A: found a list; allowed: a text',
    ],
    [
      'upstreams: [{ name: a, type: ws, url: "ws://h", process: { command: qq, restart: once } }]',
      'upstreams[0].process.restart: found "once"; allowed: always, on-failure, never',
    ],
    ['upstreams: [{ name: a, type: ws, url: "ws://h", path: /x }]', '"path" goes with type: ws-reverse'],
    [
      'clients: [{ name: a, token: t, url: "ws://h" }]',
      '"url" goes with type: ws-reverse or type: http-post',
    ],
    [
      'clients: [{ name: a, type: http, url: "http://h" }]',
      'clients[0].type: found "http"; allowed: ws-reverse, http-post',
    ],
    [
      'clients: [{ name: a, type: http-post, url: "ws://h" }]',
      '1:44: clients[0].url: found "ws://h"; allowed: an http:// or https:// URL',
    ],
    ['clients: [{ name: a, type: http-post, token: t }]', 'clients[0]: found no key "url"'],
    [
      'clients: [{ name: a, type: http-post, url: "http://h", timeout: 30 }]',
      'clients[0].timeout: found 30; allowed: a whole number with a unit',
    ],
    ...['-1', '1.5', 'often', '1001'].map((found) => [
      `clients: [{ name: a, type: http-post, url: "http://h", retries: ${found} }]`,
      `clients[0].retries: found ${found === 'often' ? '"often"' : found}; allowed: a whole number from 0 to 1000`,
    ]),
    [
      'clients: [{ name: a, type: http-post, url: "http://h", secret: 12345678 }]',
      'clients[0].secret: found a number; allowed: a text without control characters or outer spaces, not empty (put quotes',
    ],
    ['clients: [{ name: "a\\uD800", token: t }]', 'clients[0].name: found "a'],
    [
      'clients: [{ name: a, type: ws-reverse, token: t }]',
      '1:11: clients[0]: found no key "url"; allowed: one of url, api_url, event_url at least',
    ],
    [
      'clients: [{ name: a, type: ws-reverse, url: "ws://h", event_url: "http://h" }]',
      'clients[0].event_url: found "http://h"; allowed: a ws:// or wss:// URL',
    ],
    [
      'clients: [{ name: a, type: "", token: t }]',
      'clients[0].type: found an empty text; allowed: ws-reverse, http-post',
    ],
    ['clients: [{ name: a }]', 'found no key "token"'],
    [
      'clients: [{ name: a, token: t, message_format: arary }]',
      'clients[0].message_format: found "arary"; allowed: string, array (did you mean "array"?)',
    ],
    [
      'clients: [{ name: a, token: t, self_messages: no }]',
      'clients[0].self_messages: found "no"; allowed: true, false',
    ],
    ['clients: [{ name: a, token: t, accounts: [] }]', 'clients[0].accounts: found an empty list'],
    ['clients: [{ name: a, token: t, accounts: [0x10] }]', 'clients[0].accounts[0]: found 0x10'],
    [
      'clients: [{ name: a, token: t, client_status: yes }]',
      'clients[0].client_status: found "yes"; allowed: true, false',
    ],
    ['clients: [{ name: a, token: t, seq: 1 }]', 'clients[0].seq: found 1; allowed: true, false'],
    [
      'clients: [{ name: a, token: t, confirm: acks }]',
      'clients[0].confirm: found "acks"; allowed: receipt, ack (did you mean "ack"?)',
    ],
    [
      'clients: [{ name: a, token: t, since: yesterday }]',
      'clients[0].since: found "yesterday"; allowed: a unix time in seconds or milliseconds, an ISO 8601 time',
    ],
    ['clients: [{ name: a, token: t, history: 7d }]', 'clients[0].history: found "7d"; allowed: true, false'],
    [
      'clients: [{ name: a, token: t, slow: lates }]',
      'clients[0].slow: found "lates"; allowed: resume, latest, disconnect (did you mean "latest"?)',
    ],
    [
      'clients: [{ name: a, type: http-post, url: "http://h", slow: disconnect }]',
      'clients[0].slow: found "disconnect"; allowed: resume, latest',
    ],
    ['clients: [just text]', '1:11: clients[0]: found a text; allowed: a map'],
    ['journal: { engine: tape }', '1:20: journal.engine: found "tape"; allowed: disk, memory'],
    [
      'journal: { history: { age: 7 } }',
      '1:28: journal.history.age: found 7; allowed: a whole number with a unit, such as 30m, 12h or 7d; above 0',
    ],
    [
      'journal: { keep: { bytes: 256 } }',
      '1:27: journal.keep.bytes: found 256; allowed: a whole number with a unit, such as 64KB',
    ],
    ['journal: { keep: { events: 0 } }', '1:28: journal.keep.events: found 0'],
    ['ws_port: { range: [2, 1] }', '1:19: ws_port.range: found [2, 1]; allowed: first port ≤ last port'],
    ['ws_port: { range: [1] }', '1:19: ws_port.range: found a list of 1'],
    ['ws_port: { range: 9000 }', '1:19: ws_port.range: found a number; allowed: a list'],
    ['hold: 5', '1:7: hold: found 5; allowed: a whole number with a unit, such as 500ms or 5s'],
    ['hold: -1s', '1:7: hold: found "-1s"'],
    ['hold: never', '1:7: hold: found "never"'],
    ['pace: fast', '1:7: pace: found "fast"; allowed: off, gentle, strict'],
    ['pace: {}', '1:7: pace: found no limit; allowed: account, group or user; or off, gentle, strict'],
    ...[
      '20',
      '20/m',
      '0/s',
      '1001/min',
      '1/0s',
      '1/25h',
      '1/s burst 0',
      '1.5/s',
      '-1/s',
      '1/s burst',
      '1 / s',
    ].map((rate): [string, string] => [
      `pace: { account: "${rate}" }`,
      `1:18: pace.account: found "${rate}"; allowed: a number of sends and a time, such as 20/min`,
    ]),
    ['pace: { group: 1/s, jitter: 20 }', 'pace.jitter: found 20; allowed: a whole number with a unit'],
    [
      'pace: { group: 1/s, jitter: 20s, deadline: 20s }',
      '1:7: pace: found a jitter as long as the deadline; allowed: a shorter jitter',
    ],
    ['pace: { group: 1/s, jitter: 30s }', '1:7: pace: found a jitter as long as the deadline'],
    ['pace: { groups: 1/s }', 'pace: found the unknown key "groups"; allowed: account, group, user'],
    [
      'upstreams: [{ name: a, type: ws, url: "ws://h", breaker: { failures: 0, open: 1s } }]',
      'upstreams[0].breaker.failures: found 0; allowed: a whole number from 1 to 1000',
    ],
    ['upstreams: [{ name: a, type: ws, url: "ws://h", breaker: { failures: 3 } }]', 'upstreams[0].breaker'],
    ['clients: [{ name: a, token: x, breaker: off }]', 'clients[0]: found the unknown key "breaker"'],
    ['alerts: [{}]', '1:10: alerts[0]: found no receiver; allowed: one of webhook, command, account'],
    [
      'alerts: [{ webhook: "https://h", command: x }]',
      'alerts[0]: found webhook beside command; allowed: one of webhook, command, account',
    ],
    [
      'alerts: [{ webhook: "https://h", to: { user: 1 } }]',
      'found to beside webhook; allowed: webhook, token',
    ],
    ['alerts: [{ webhook: h }]', 'alerts[0].webhook: found "h"; allowed: an http:// or https:// URL'],
    ['alerts: [{ command: x, token: t }]', 'alerts[0]: found token beside command; allowed: command, args'],
    ['alerts: [{ account: 10002 }]', 'alerts[0]: found account without to'],
    ['alerts: [{ account: me, to: { user: 1 } }]', 'alerts[0].account: found "me"'],
    [
      'alerts: [{ account: 10002, to: { user: 1, group: 2 } }]',
      'alerts[0].to: found not one receiver; allowed: user or group',
    ],
    ['resume: { max_age: 5 m }', '1:20: resume.max_age: found "5 m"'],
    [
      'dead_after: ${NOT_SET}',
      '1:13: dead_after: found ${NOT_SET}, but the environment has no variable NOT_SET',
    ],
    ['constructor: 1', 'found the unknown key "constructor"'],
    ['listen: { token: *secret }', '1:18: listen.token: found an alias (*) without its anchor (&)'],
    [
      'listen: { tls: { cert: nowhere.pem, key: hub.key.pem } }',
      '1:24: listen.tls.cert: found "nowhere.pem", but no such file is there',
    ],
    [
      'listen: { tls: { cert: hub.key.pem, key: hub.key.pem } }',
      '1:24: listen.tls.cert: found "hub.key.pem", which holds no such thing',
    ],
    ['listen: { tls: { cert: hub.cert.pem } }', '1:16: listen.tls: found no key "key"'],
  ])('%s', (text, complaint) => {
    const found = complaints(text)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(complaint)
  })

  test('tells no token, no password and nothing from the environment', () => {
    const told = [
      ...complaints('listen: { host: "${A}", port: "${A}", token: 12345678 }', { A: '/12345678' }),
      ...complaints(
        'clients: [{ name: a, type: ws-reverse, url: "http://u:12345678@h/?access_token=12345678" }]',
      ),
      ...complaints('clients: [{ name: a, token: tok12345678 }, { name: b, token: tok12345678 }]'),
      ...complaints('clients: [{ name: a, type: http-post, url: "ws://u:12345678@h", secret: " 12345678" }]'),
      ...complaints('listen: { cors: ["https://u:12345678@h/?12345678", "${A}"] }', {
        A: 'https://12345678/',
      }),
      ...complaints('listen: { token: "12345678" 12345678 }'),
      ...complaints('listen: { token: !12345678 x }'),
      ...complaints('listen: { token: "\\q12345678" }'),
    ]
    expect(told.length).toBeGreaterThanOrEqual(8)
    expect(told.join('\n')).not.toContain('12345678')
  })

  test('that is missing or no UTF-8 says so', () => {
    expect(() => loadHubConfig(join(directory, 'none.yml'), {})).toThrow(/none\.yml: found no such file/)
    const file = join(directory, 'gbk.yml')
    writeFileSync(file, Buffer.from([0x61, 0x3a, 0x20, 0xc6, 0xf3, 0x0a]))
    expect(() => loadHubConfig(file, {})).toThrow(/another encoding than UTF-8/)
  })

  test('of whatever text is a HubConfigError that points into it, never a crash', () => {
    const example = readFileSync(`${root}rookery.example.yml`, 'utf8')
    const edit = fc.record({
      at: fc.nat(example.length),
      drop: fc.nat(40),
      add: fc.constantFrom(...'{}[]:,&*!|>?-"\'#%@`\n\t $x', '${', '- ', ': '),
    })
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const text = edits.reduce(
          (old, { at, drop, add }) => old.slice(0, at) + add + old.slice(at + drop),
          example,
        )
        for (const complaint of complaints(text))
          expect(complaint).toMatch(/^rookery\.yml:\d+:\d+: .*found .+; allowed: .+/)
      }),
      { numRuns: 300 },
    )
  })

  test('with another certificate’s key says so', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    writeFileSync(join(directory, 'other.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
    expect(complaints('listen: { tls: { cert: hub.cert.pem, key: other.pem } }')[0]).toContain(
      '1:43: listen.tls.key: found the key of another certificate',
    )
  })
})

describe('names and doors', () => {
  test.each([
    [
      '{ name: a, type: ws, url: "ws://h" }, { name: a, type: ws, url: "ws://i" }',
      'the name "a" again, first in line 1',
    ],
    [
      '{ name: a, type: ws-reverse, path: /x }, { name: b, type: ws-reverse, path: /x/ }',
      'the path "/x/" again, first in line 1',
    ],
    [
      '{ name: a, type: ws-reverse, path: /x }, { name: b, type: http, url: "http://h", post: { path: /x/ } }',
      'upstreams[1].post.path: found the path "/x/" again, first in line 1',
    ],
  ])('are given to one upstream only', (entries, complaint) => {
    expect(complaints(`upstreams: [${entries}]`)).toEqual([expect.stringContaining(complaint)])
  })

  test('an upstream and a client may share a name, two clients may not', () => {
    const client = '{ name: a, type: ws-reverse, url: "ws://h" }'
    expect(complaints(`upstreams: [{ name: a, type: ws, url: "ws://h" }]\nclients: [${client}]`)).toEqual([])
    expect(complaints(`clients: [${client}, ${client}]`)).toEqual([
      expect.stringContaining('the name "a" again'),
    ])
  })

  test('a key that comes twice is refused', () => {
    expect(complaints('resume: {}\nlisten: {}\nresume: {}')).toEqual([
      'rookery.yml:3:1: found the key "resume" again, first in line 1; allowed: each key once',
    ])
  })

  test('a client known by its token has it alone', () => {
    expect(
      complaints(
        'listen: { token: x }\nclients: [{ name: a, token: x }, { name: b, token: y }, { name: c, token: y }]',
      ),
    ).toEqual([
      expect.stringContaining('2:29: clients[0].token: found the same token as listen.token'),
      expect.stringContaining('clients[2].token: found the same token as clients[1].token'),
    ])
    expect(
      complaints(
        'clients: [{ name: a, token: x }, { name: b, type: http-post, url: "http://h", token: x }, { name: c, type: ws-reverse, url: "ws://h", token: x }]',
      ),
    ).toEqual([expect.stringContaining('clients[1].token: found the same token as clients[0].token')])
  })

  test.each([
    ...[
      '/',
      '//',
      '/event',
      '/event/',
      '/api',
      '/api/',
      '/api/x',
      '/onebot/v11/ws',
      '/console',
      '/console/x',
    ],
    ...['/healthz', '/readyz', '/metrics', '/_events', 'x', '/a b', '/a?b', '/a#b', '/a/../event', '/中'],
  ])('%j is no path for an upstream', (path) => {
    expect(complaints(`upstreams: [{ name: a, type: ws-reverse, path: "${path}" }]`)).toHaveLength(1)
  })

  test.each(['/upstream/a', '/apix', '/onebot/v11/ws/a', '/events', '/a.b'])('%j is one', (path) => {
    expect(complaints(`upstreams: [{ name: a, type: ws-reverse, path: "${path}" }]`)).toEqual([])
  })
})

describe('listening beyond loopback', () => {
  const open = 'listen: { host: 0.0.0.0 }\n'

  test('without any token is refused at the host', () => {
    expect(complaints(open)).toEqual([
      expect.stringMatching(/^rookery\.yml:1:17: listen\.host: found a hub that others can reach/),
    ])
    expect(
      complaints(`${open}clients: [{ name: a, type: ws-reverse, url: "ws://h", token: t }]`),
    ).toHaveLength(1)
  })

  test('is allowed with listen.token or a client known by its token', () => {
    expect(complaints('listen: { host: "::", token: t }')).toEqual([])
    expect(complaints(`${open}clients: [{ name: a, token: t }]`)).toEqual([])
    const hook = (token: string) => `${open}clients: [{ name: a, type: http-post, url: "http://h"${token} }]`
    expect(complaints(hook(', token: t'))).toEqual([])
    expect(complaints(hook(', secret: t'))).toHaveLength(1)
  })

  test('needs a token on every path for upstreams as well', () => {
    const upstreams = (token: string) =>
      `upstreams: [{ name: a, type: ws-reverse, path: /a${token} }, { name: b, type: ws, url: "ws://h" }]`
    expect(complaints(`listen: { host: hub.example.org, token: t }\n${upstreams('')}`)).toEqual([
      expect.stringContaining('2:13: upstreams[0]: found no key "token"'),
    ])
    expect(complaints(`listen: { host: hub.example.org, token: t }\n${upstreams(', token: u')}`)).toEqual([])
    expect(complaints(`listen: { host: localhost }\n${upstreams('')}`)).toEqual([])
  })

  test('needs a secret for every post', () => {
    const beyond = 'listen: { host: 0.0.0.0, token: t }\n'
    const upstream = (events: string) =>
      `upstreams: [{ name: a, type: http, url: "http://h", token: t, ${events} }]`
    expect(complaints(`${beyond}${upstream('post: { path: /a }')}`)).toEqual([
      expect.stringContaining(
        '2:69: upstreams[0].post: found no key "secret"; allowed: a secret for every post',
      ),
    ])
    expect(complaints(`${beyond}${upstream('post: { path: /a, secret: s }')}`)).toEqual([])
    expect(complaints(`${beyond}${upstream('sse: true')}`)).toEqual([])
    expect(complaints(upstream('post: { path: /a }'))).toEqual([])
  })

  test.each([
    ['change-me', 'listen: { host: 0.0.0.0, token: change-me }', '1:33: listen.token'],
    ['from the environment', 'listen: { host: "::", token: "${T:-hub-secret}" }', 'listen.token'],
    ['of a client', `${open}clients: [{ name: a, token: another-secret }]`, '2:29: clients[0].token'],
    [
      'of a poster',
      `${open}clients: [{ name: a, type: http-post, url: "http://h", token: hook-token }]`,
      'clients[0].token',
    ],
    [
      'of an implementation that dials in',
      'listen: { host: 0.0.0.0, token: q8zk2mwv }\nupstreams: [{ name: a, type: ws-reverse, path: /a, token: secret }]',
      'upstreams[0].token',
    ],
    [
      'of posts',
      'listen: { host: 0.0.0.0, token: q8zk2mwv }\nupstreams: [{ name: a, type: http, url: "http://h", post: { path: /a, secret: hmac-key } }]',
      'upstreams[0].post.secret',
    ],
  ])('with a token that strangers guess is refused at it: %s', (_, text, at) => {
    expect(complaints(text)).toEqual([expect.stringContaining(`${at}: found a token that strangers guess`)])
  })

  test('takes any token of somebody else’s door, and on loopback any at all', () => {
    const dialled = 'clients: [{ name: a, type: ws-reverse, url: "ws://h", token: secret }]'
    expect(complaints(`listen: { host: 0.0.0.0, token: q8zk2mwv }\n${dialled}`)).toEqual([])
    expect(complaints('listen: { token: change-me }')).toEqual([])
  })
})

describe('an address to connect to', () => {
  const upstream = (url: string) => `upstreams: [{ name: a, type: ws, url: "${url}" }]`

  test.each([
    [upstream('ws://127.0.0.1:7700')],
    [upstream('ws://127.0.0.1:7700/onebot/v11/ws?access_token=x')],
    [upstream('ws://localhost:7700')],
    [`listen: { port: 8000 }\n${upstream('wss://127.0.0.1:8000')}`],
    [`listen: { port: 80 }\n${upstream('ws://127.0.0.1')}`],
    [`listen: { host: "::1" }\n${upstream('ws://[::1]:7700')}`],
    [`listen: { host: localhost }\n${upstream('ws://127.0.0.1:7700')}`],
    [`listen: { host: 0.0.0.0, token: q8zk2mwv }\n${upstream('ws://127.0.0.1:7700')}`],
    [`listen: { host: "::", token: q8zk2mwv }\n${upstream('ws://[::1]:7700')}`],
    [`listen: { host: Hub.example.org, token: q8zk2mwv }\n${upstream('ws://hub.example.org:7700')}`],
    ['upstreams: [{ name: a, type: http, url: "http://127.0.0.1:7700", sse: true }]'],
    ['clients: [{ name: a, type: ws-reverse, url: "ws://127.0.0.1:7700/upstream/x" }]'],
    ['clients: [{ name: a, type: ws-reverse, url: "ws://h", event_url: "ws://127.0.0.1:7700/event" }]'],
    ['clients: [{ name: a, type: http-post, url: "http://127.0.0.1:7700/upstream/x" }]'],
  ])('that is the hub’s own is refused: %s', (text) => {
    expect(complaints(text)).toEqual([expect.stringContaining("url: found the hub's own address")])
    expect(complaints(text).join()).not.toContain('access_token=x')
  })

  test.each([
    [upstream('ws://127.0.0.1:7701')],
    [upstream('ws://127.0.0.2:7700')],
    [upstream('ws://[::1]:7700')],
    [upstream('ws://nas:7700')],
    [`listen: { port: 0 }\n${upstream('ws://127.0.0.1:7700')}`],
    [`listen: { host: 0.0.0.0, token: q8zk2mwv }\n${upstream('ws://192.0.2.1:7700')}`],
  ])('that is another is taken: %s', (text) => expect(complaints(text)).toEqual([]))
})

describe('limits', () => {
  test('of an upstream are read in their units, and listen.allow as names', () => {
    const text = `listen: { allow: [get_cookies, .send_packet] }
upstreams:
  - { name: a, type: ws, url: "ws://h", max_frame: 8MB }
  - { name: b, type: ws-reverse, path: /b, max_frame: 512KB, max_accounts: 200, webui: "https://h/webui" }
  - { name: c, type: http, url: "http://h", sse: true, max_frame: 1GB }
`
    const { listen, upstreams } = parse(text)
    expect(listen.allow).toEqual(['get_cookies', '.send_packet'])
    expect(upstreams).toMatchObject([
      { maxFrameBytes: 8 * 1024 ** 2 },
      { maxFrameBytes: 512 * 1024, maxAccounts: 200, webui: 'https://h/webui' },
      { maxFrameBytes: 1024 ** 3 },
    ])
    expect(upstreams.some((each) => 'max_frame' in each)).toBe(false)
  })

  test.each([
    ['max_frame: 8', 'a whole number with a unit'],
    ['max_frame: 0MB', 'a whole number with a unit'],
    ['max_accounts: 0', 'a number of accounts'],
    ['max_accounts: many', 'a number of accounts'],
  ])('that make no sense are refused: %s', (limit, allowed) => {
    const text = `upstreams: [{ name: a, type: ws-reverse, path: /a, ${limit} }]`
    expect(complaints(text)).toEqual([expect.stringContaining(allowed)])
  })
})
