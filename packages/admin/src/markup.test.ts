import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ADMIN_TOKEN, AdminStage, emptyState, framesOf, until } from './admin.fixture.js'
import { LogRing } from './log/log-ring.js'

/** Texts that a page would execute, or be led astray by, if it took them for markup. */
const payloads = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '<iframe srcdoc="<script>alert(1)</script>">',
  'javascript:alert(1)',
  '<a href="javascript:alert(1)">x</a>',
  '<body onload=alert(1)>',
  '<math><mi xlink:href="data:x,<script>alert(1)</script>">',
  '<!--<script>alert(1)//-->',
  ']]><script>alert(1)</script>',
  '{{constructor.constructor("alert(1)")()}}',
  `\${alert(1)}`,
  '\u202Etxt.exe\u202C',
  '\u200B\u200C\u200D\uFEFF',
  '\u2028alert(1)\u2029',
  '<style>@import "//evil.example"</style>',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
]

let stage: AdminStage
const ring = new LogRing()
beforeEach(async () => {
  stage = new AdminStage()
  await stage.start({}, { log: ring })
})
afterEach(() => stage.close())

/** State in which a text stands for every name. */
function stateWith(text: string) {
  const state = emptyState()
  const account = { self_id: '10001', nickname: text, online: true, since: 0, health: 'online' as const }
  const client = { app_id: 'a', name: text, kind: 'named' as const, connections: [], rights: {} }
  return {
    ...state,
    accounts: [{ ...account, events: 0, calls_in_flight: 0, held_calls: 0 }],
    clients: [{ ...client, lag_events: 0, lag_s: 0, gaps: 0 }],
  }
}

describe.each(payloads)('the text %j', (payload) => {
  it('comes back as JSON alone, whatever it is the name of', async () => {
    stage.shown.makeState = () => stateWith(payload)
    ring.beside({ info() {}, warn() {}, error() {} }).warn({ name: payload }, payload)
    stage.account.emit({ post_type: 'message', message_type: 'private', user_id: 2, raw_message: payload })
    await expect.poll(() => stage.stage.hub.journal.events).toBe(1)
    const token = ADMIN_TOKEN
    const answers = [
      await stage.ask('GET', '/api/admin/state', { token }),
      await stage.ask('GET', '/api/admin/events', { token }),
      await stage.ask('GET', '/api/admin/events?since=1h', { token }),
      await stage.ask('GET', '/api/admin/log', { token }),
      await stage.ask('POST', '/api/admin/filter', { token, body: { events: { raw_message: payload } } }),
      await stage.ask('POST', '/api/admin/call', { token, body: { action: payload } }),
      await stage.ask('GET', `/api/admin/${encodeURIComponent(payload)}`, { token }),
      await stage.ask('GET', `/console/${encodeURIComponent(payload)}`, { token }),
    ]
    for (const { headers, text } of answers) {
      expect(headers['content-type']).toBe('application/json; charset=utf-8')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(() => JSON.parse(text)).not.toThrow()
    }
    const [state, events, past, log, filter] = answers.map(({ json }) => JSON.stringify(json))
    for (const json of [state, events, past, log, filter])
      expect(json).toContain(JSON.stringify(payload).slice(1, -1))
  })

  it('leaves as it came on the live stream', async () => {
    stage.shown.makeState = () => stateWith(payload)
    const page = await stage.live(await stage.login())
    expect(framesOf(page, 'hello')[0]?.state.accounts[0]?.nickname).toBe(payload)
    page.ws.send(JSON.stringify({ type: 'watch', traffic: {} }))
    await until(() => stage.shown.taps === 1)
    const event = Buffer.from(JSON.stringify({ post_type: 'notice', file: { name: payload } }))
    stage.shown.pass({ kind: 'event', at: 1, account: '10001', event, late: false })
    await stage.clock.advance(100)
    await until(() => framesOf(page, 'traffic').length > 0)
    const [row] = framesOf(page, 'traffic')[0]?.rows ?? []
    expect(row).toMatchObject({ kind: 'event', event: { file: { name: payload } } })
  })
})
