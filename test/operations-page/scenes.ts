import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failedReply, okReply } from '@rookery/protocol'
import { expect } from 'vitest'
import { StoreError } from '../../packages/hub/src/history/errors.js'
import { Kept } from '../../packages/hub/src/history/kept-store.fixture.js'
import { noStore } from '../../packages/hub/src/history/no-store.js'
import { postReceiver } from '../../packages/hub/src/http-peers.fixture.js'
import type { Stage, TestClient } from '../../packages/hub/src/hub.fixture.js'
import { startHub } from '../../packages/hub/src/hub.js'
import type { ProcessOptions } from '../../packages/hub/src/options.js'
import { dialledIn } from '../../packages/hub/src/peers.fixture.js'
import type { OpenReport } from '../../packages/hub-disk/src/index.js'
import { processStandIn } from '../../packages/rookery/src/cli/process.fixture.js'
import { createLog } from '../../packages/rookery/src/log/log.js'
import { AuditFile } from '../../packages/rookery/src/up/audit-file.js'
import { watchConfig } from '../../packages/rookery/src/up/watch-config.js'

/** How lines of the log come about on a real hub. */
export interface Scene {
  /** Exactly as the page quotes them: level and text. */
  readonly lines: readonly string[]
  /** Does what causes them. The hub's clock jumps ahead by `pass`. */
  play(stage: Stage): Promise<unknown>
}

const pass = ({ clock }: Stage, seconds: number): Promise<void> => clock.advance(seconds * 1_000)
const REMINDED = 70

/** Lets the time go by, some seconds at a look, until the log has a text. */
const passUntil = (stage: Stage, text: string, seconds = 5): Promise<void> =>
  expect
    .poll(
      async () => {
        await pass(stage, seconds)
        return stage.log.some((line) => line.text.startsWith(text))
      },
      { timeout: 15_000 },
    )
    .toBe(true)

/** Does something every 11 seconds until the log has a text. */
const passWith = (stage: Stage, act: () => void, text: string): Promise<void> =>
  expect
    .poll(
      async () => {
        act()
        await pass(stage, 11)
        return stage.log.some((line) => line.text.startsWith(text))
      },
      { timeout: 15_000 },
    )
    .toBe(true)

const until = (stage: Stage, text: string): Promise<void> => passUntil(stage, text, 0)

const notice = { post_type: 'notice', notice_type: 'test' }
const message = { post_type: 'message', message_type: 'private', user_id: 2, message_id: 3, message: 'hi' }
const heartbeat = (online: boolean) => ({
  post_type: 'meta_event',
  meta_event_type: 'heartbeat',
  status: { online, good: online },
  interval: 5_000,
})
const NOWHERE = 'http://127.0.0.1:1'
const reverse = (name: string) => ({ name, type: 'ws-reverse', path: `/upstream/${name}` }) as const

async function named(stage: Stage, name: string, options: object = {}): Promise<TestClient> {
  const client = await stage.opened(`?client_name=${name}`, {}, options)
  await expect.poll(() => client.texts.length).toBeGreaterThan(0)
  return client
}

/** An implementation in a process of its own, which is a program of Node here. */
const withProcess = (code: string, more: Partial<ProcessOptions> = {}, url = 'ws://127.0.0.1:1') => {
  const program = { command: process.execPath, args: ['-e', code], ...more }
  return { upstreams: [{ name: 'napcat', type: 'ws', url, process: program } as const] }
}
const STAY = 'setInterval(() => {}, 1e9)'

/** Takes the lines of a log in JSON. */
const writeTo =
  (stage: Stage) =>
  (json: string): void => {
    const { level, msg, ...fields } = JSON.parse(json) as { level: number; msg: string }
    stage.log.push({ level: level >= 40 ? 'warn' : 'info', text: msg, fields })
  }

/** `rookery up` with a config, or without one, until it is asked to stop. */
async function up(
  stage: Stage,
  config?: string,
  given: Parameters<typeof processStandIn>[0] = {},
): Promise<void> {
  const cwd = mkdtempSync(join(tmpdir(), 'rookery-operations-'))
  stage.undo(() => rmSync(cwd, { recursive: true }))
  if (config !== undefined) writeFileSync(join(cwd, 'rookery.yml'), config)
  const start: typeof startHub = (options, tools) =>
    startHub({ ...options, listen: { ...options.listen, port: 0 } }, tools)
  const { run, signals } = processStandIn({
    cwd,
    startHub: start,
    stdout: { write: writeTo(stage) },
    ...given,
  })
  const ended = run('up', '--log', 'json')
  await until(stage, 'rookery listens')
  signals.emit('SIGTERM', 'SIGTERM')
  await ended
}

/** `rookery up` with a config, which is saved as others one after the other and reloaded by SIGHUP. */
async function upAndReload(stage: Stage, config: string, others: readonly string[]): Promise<void> {
  const cwd = mkdtempSync(join(tmpdir(), 'rookery-operations-'))
  stage.undo(() => rmSync(cwd, { recursive: true }))
  const save = (text: string): void =>
    writeFileSync(join(cwd, 'rookery.yml'), `listen: { port: 0 }\n${text}\n`)
  save(config)
  const { run, signals } = processStandIn({ cwd, startHub, stdout: { write: writeTo(stage) } })
  const ended = run('up', '--log', 'json')
  await until(stage, 'rookery listens')
  for (const text of others) {
    const lines = stage.log.length
    save(text)
    signals.emit('SIGHUP', 'SIGHUP')
    await expect.poll(() => stage.log.length).toBeGreaterThan(lines)
  }
  signals.emit('SIGTERM', 'SIGTERM')
  await ended
}

export const scenes: readonly Scene[] = [
  {
    lines: [
      'INFO config read',
      'INFO rookery listens',
      'INFO clients confirm events within this time; after a break, unconfirmed ones are sent again',
      'INFO dials the implementation',
      'INFO waits for the implementation',
      'INFO calls the implementation and takes its events over SSE',
      'INFO calls the implementation and waits for the events that it posts',
      'INFO waits for the application, known by its token',
      'INFO dials the application once there is an account',
      'INFO posts events to the application once there is an account',
      'INFO closing; a second signal ends it at once',
      'INFO closed',
    ],
    play: (stage) =>
      up(
        stage,
        `upstreams:
  - { name: a, type: ws, url: "ws://127.0.0.1:1" }
  - { name: b, type: ws-reverse, path: /upstream/b }
  - { name: c, type: http, url: "${NOWHERE}", sse: true }
  - { name: d, type: http, url: "${NOWHERE}", post: { path: /upstream/d } }
clients:
  - { name: e, token: secret-of-e }
  - { name: f, type: ws-reverse, url: "ws://127.0.0.1:1" }
  - { name: g, type: http-post, url: "${NOWHERE}" }
`,
      ),
  },
  {
    lines: [
      'INFO config taken',
      'INFO config read again: nothing has changed',
      'WARN config not taken: the one before stays in force',
      'WARN some changes of the config need a restart',
    ],
    play: (stage) =>
      upAndReload(stage, 'hold: 5s', ['hold: 4s', 'hold: 4s', 'hold: long', 'data: elsewhere']),
  },
  {
    lines: ['WARN the config is not watched: reload it by hand'],
    async play(stage) {
      const log = await createLog('json', { write: writeTo(stage) })
      watchConfig('rookery.yml', { cwd: join(tmpdir(), 'no such folder'), log, saved() {} })()
    },
  },
  {
    lines: ['INFO events and positions are kept on disk'],
    play: (stage) => up(stage, ''),
  },
  {
    lines: ['WARN nothing is kept on disk: a restart of the hub forgets all'],
    play: (stage) =>
      up(stage, '', { openStore: () => Promise.reject(new StoreError('unwritable', 'a read-only mount')) }),
  },
  {
    lines: [
      'WARN the history was opened again, after a failure',
      'WARN the history was damaged: it is set aside, and another one begun',
      'INFO the history ends with a write that was cut off: it is left out',
    ],
    play: (stage) =>
      up(stage, '', {
        openStore: async () =>
          Object.assign(noStore(), {
            report: { lostPages: 2 },
            onReopened(listener: (report: OpenReport) => void) {
              listener({ lostPages: 0, setAside: 'rookery-data/damaged.db', damage: 'malformed' })
              return () => {}
            },
          }),
      }),
  },
  {
    lines: [
      'WARN the history cannot be written; delivery goes on',
      'INFO the history can be written again',
      'WARN events are missing in the history: they could not be written in time',
    ],
    async play(stage) {
      stage.kept = new Kept()
      await stage.start([])
      const { stateChanged, dropped } = stage.kept
      stateChanged.emit({ isUp: false, behind: 1, since: 0, fault: { code: 'full', message: 'disk full' } })
      stateChanged.emit({ isUp: true, behind: 0, since: 0 })
      dropped.emit({ account: '10001', epoch: 1, first: 1, last: 3, fromTime: 0, toTime: 0 })
    },
  },
  {
    lines: ['WARN the history does not answer: what waited for it is not saved'],
    async play(stage) {
      stage.kept = new Kept()
      const hub = await stage.start([])
      if (stage.kept.last) stage.kept.last.close = () => new Promise(() => {})
      const closing = hub.close()
      await passUntil(stage, 'the history does not answer', 1)
      await closing
    },
  },
  {
    lines: [
      'WARN the history saves nothing; delivery goes on without waiting for it',
      'WARN events of this time were delivered before they were safe',
    ],
    async play(stage) {
      stage.kept = new Kept()
      stage.kept.showsOnlySafe = true
      stage.kept.isSlow = true
      const account = await stage.account()
      await stage.start([account])
      account.emit({ post_type: 'notice' })
      await expect.poll(() => stage.kept?.last?.waiting.length).toBe(1)
      await stage.clock.advance(6_000)
      stage.kept.last?.save()
    },
  },
  {
    lines: [
      'INFO fetched what was missed while the account was away',
      'WARN history not read: missed messages are fetched of recent chats alone',
      'WARN missed messages could not be fetched',
    ],
    async play(stage) {
      stage.kept = new Kept()
      const account = await stage.account()
      const { answer } = account
      let missed = 1
      account.answer = (call, sendPart) =>
        call.action === 'get_friend_msg_history'
          ? okReply({
              messages: [3, 3 + missed].map((message_id) => ({ ...message, message_id, time: 9e9 })),
            })
          : answer(call, sendPart)
      await stage.start([account])
      account.emit({ ...message, message_type: 'private' })
      await expect.poll(() => stage.kept?.events.length).toBe(1)
      account.cut()
      await passUntil(stage, 'fetched what was missed', 1)
      stage.kept.isUnreadable = true
      account.cut()
      await passUntil(stage, 'history not read', 1)
      await pass(stage, 5)
      stage.kept.isUnreadable = false
      stage.kept.breaks = true
      missed++
      account.cut()
      await passUntil(stage, 'missed messages could not', 1)
    },
  },
  {
    lines: ['WARN cursor not read: the client begins anew'],
    async play(stage) {
      stage.kept = new Kept()
      stage.kept.isUnreadable = true
      await stage.start([await stage.account()])
      await named(stage, 'bot')
      await passUntil(stage, 'cursor not read')
    },
  },
  {
    lines: ['INFO no rookery.yml here, running on the defaults: loopback, no token, no upstream'],
    play: (stage) => up(stage),
  },
  {
    lines: ['WARN upstream not connected: …', 'WARN upstream still not connected: …'],
    async play(stage) {
      await stage.start([], { upstreams: [{ name: 'napcat', type: 'ws', url: 'ws://127.0.0.1:1' }] })
      await until(stage, 'upstream not connected')
      await pass(stage, REMINDED)
      await passUntil(stage, 'upstream still not connected')
    },
  },
  {
    lines: [
      'WARN upstream not reachable: …',
      'WARN upstream still not reachable: …',
      'WARN events not connected: …',
      'WARN events still not connected: …',
    ],
    async play(stage) {
      await stage.start([], { upstreams: [{ name: 'llbot', type: 'http', url: NOWHERE, sse: true }] })
      await Promise.all(['upstream not reachable', 'events not connected'].map((text) => until(stage, text)))
      await pass(stage, REMINDED)
      await passUntil(stage, 'upstream still not reachable')
      await passUntil(stage, 'events still not connected')
    },
  },
  {
    lines: ['WARN client not connected: …', 'WARN client still not connected: …'],
    async play(stage) {
      const clients = [{ name: 'nonebot', type: 'ws-reverse', url: 'ws://127.0.0.1:1' }] as const
      await stage.start([await stage.account()], { clients })
      await until(stage, 'client not connected')
      await pass(stage, REMINDED)
      await passUntil(stage, 'client still not connected')
    },
  },
  {
    lines: [
      'WARN client not reachable: …',
      'WARN client still not reachable: …',
      'INFO client reachable again',
      'WARN events could not be posted',
      'WARN an answer to an event was no JSON object; such answers are ignored',
      'WARN quick operation failed',
    ],
    async play(stage) {
      const account = await stage.account()
      const receiver = await postReceiver(stage)
      await stage.start([account], { clients: [{ name: 'hook', type: 'http-post', url: receiver.url }] })
      await expect.poll(() => receiver.posts.length).toBe(1)
      receiver.answer = () => ({ status: 404 })
      account.emit(notice)
      await until(stage, 'events could not be posted')
      receiver.answer = () => ({ status: 200, body: 'ok' })
      account.emit(notice)
      await until(stage, 'an answer to an event')
      account.answer = () => failedReply(1403, 'no')
      receiver.answer = () => ({ status: 200, body: '{"reply":"hi"}' })
      account.emit(message)
      await until(stage, 'quick operation failed')
      await receiver.stop()
      account.emit(notice)
      await until(stage, 'client not reachable')
      await pass(stage, REMINDED)
      await passUntil(stage, 'client still not reachable')
      await receiver.start()
      await passUntil(stage, 'client reachable again')
    },
  },
  {
    lines: [
      'INFO upstream connected',
      'INFO account online',
      'WARN account … reported offline by …',
      'WARN account still reported offline',
      'INFO account … is back online',
      'WARN dropped …',
      'WARN account gone',
      'WARN account still gone',
    ],
    async play(stage) {
      const account = await stage.account()
      await stage.start([account])
      account.emit(heartbeat(false))
      await until(stage, 'account 10001 reported offline')
      await pass(stage, REMINDED)
      account.emit(heartbeat(true))
      await until(stage, 'account 10001 is back')
      // Seen to be well, and for long enough.
      await pass(stage, 5)
      await pass(stage, 15)
      account.emit('no JSON')
      await until(stage, 'dropped')
      await account.close()
      await until(stage, 'account gone')
      await pass(stage, REMINDED)
    },
  },
  {
    lines: [
      'WARN upstream silent: it does not answer get_status',
      'WARN upstream still silent: it does not answer get_status',
      'INFO upstream answers again',
    ],
    async play(stage) {
      const account = await stage.account()
      const { answer } = account
      account.answer = (call, sendPart) =>
        call.action === 'get_status' ? new Promise<never>(() => {}) : answer(call, sendPart)
      await stage.start([account])
      account.emit(heartbeat(true))
      await passUntil(stage, 'upstream silent')
      await pass(stage, REMINDED)
      await passUntil(stage, 'upstream still silent')
      account.answer = answer
      await passUntil(stage, 'upstream answers again')
    },
  },
  {
    lines: ['WARN no event for max_silence, though calls are answered: the connection is made anew, once'],
    async play(stage) {
      const account = await stage.account()
      const upstreams = [{ name: 'up', type: 'ws', url: account.url, maxSilenceMs: 600_000 }] as const
      await stage.start([account], { upstreams })
      await passUntil(stage, 'no event for max_silence', 60)
    },
  },
  {
    lines: [
      'INFO process started',
      'INFO process: …',
      'WARN process did not end on SIGTERM, and was killed',
      'WARN lines of the process were left out: more than 100 a second',
    ],
    async play(stage) {
      const code = `process.on('SIGTERM', () => {}); ${STAY}; for (let n = 0; n < 5_000; n++) console.log('line', n)`
      await stage.start([], withProcess(code))
      await until(stage, 'lines of the process were left out')
      const closed = stage.hub.close()
      await passUntil(stage, 'process did not end on SIGTERM')
      await closed
    },
  },
  {
    lines: ['WARN process not running: …', 'WARN process still not running: …'],
    async play(stage) {
      await stage.start([], withProcess('', { command: join(tmpdir(), 'no', 'such', 'program') }))
      await until(stage, 'process not running')
      await passUntil(stage, 'process still not running')
    },
  },
  {
    lines: ['WARN process ended, and is not started again (see restart)'],
    play: (stage) => stage.start([], withProcess('', { restart: 'never' })),
  },
  {
    lines: ['WARN output of the process could not be written'],
    play: (stage) =>
      stage.start(
        [],
        withProcess(`console.log('x'); ${STAY}`, { log: join(tmpdir(), 'no', 'such', 'folder') }),
      ),
  },
  {
    lines: [
      'INFO process is restarted',
      'WARN process is restarted: three questions in a row were not answered',
      'WARN silent process not restarted: it was three times within the hour',
    ],
    async play(stage) {
      const account = await stage.account()
      const { answer } = account
      await stage.start([account], withProcess(STAY, {}, account.url))
      const client = await stage.opened()
      await client.call('set_restart')
      await until(stage, 'process is restarted')
      for (let n = 0; n < 4; n++) {
        await pass(stage, 65)
        account.answer = answer
        account.emit(heartbeat(true))
        account.emit(notice)
        await expect.poll(() => stage.hub.journal.events).toBeGreaterThan(n)
        account.answer = (call, sendPart) =>
          call.action === 'get_status' ? new Promise<never>(() => {}) : answer(call, sendPart)
        const text = n < 3 ? 'process is restarted: three' : 'silent process not restarted'
        const before = stage.log.filter((line) => line.text.startsWith(text)).length
        await expect
          .poll(
            async () => {
              await pass(stage, 5)
              return stage.log.filter((line) => line.text.startsWith(text)).length
            },
            { timeout: 15_000 },
          )
          .toBe(before + 1)
        await expect
          .poll(async () => {
            await pass(stage, 5)
            return account.link().isOpen
          })
          .toBe(true)
      }
    },
  },
  {
    lines: [
      'WARN account served by another upstream; standing by',
      'WARN account handed to the next upstream',
      'WARN more accounts still away',
      'INFO upstream disconnected',
    ],
    async play(stage) {
      const names = Array.from({ length: 12 }, (_, n) => `u${n}`)
      await stage.start([], { upstreams: names.map(reverse) })
      const first = await dialledIn(stage, '/upstream/u0', '10001')
      await until(stage, 'account online')
      const second = await dialledIn(stage, '/upstream/u1', '10001')
      await until(stage, 'account served by another upstream')
      first.ws.terminate()
      await until(stage, 'account handed to the next')
      for (const [n, name] of names.entries()) {
        if (n === 1) continue
        const other = await dialledIn(stage, `/upstream/${name}`, String(10_100 + n))
        await expect.poll(() => stage.hub.accounts().at(-1)?.online).toBe(true)
        other.ws.terminate()
      }
      second.ws.terminate()
      await expect.poll(() => stage.hub.accounts().some(({ online }) => online)).toBe(false)
      await pass(stage, 5)
      await pass(stage, REMINDED)
    },
  },
  {
    lines: [
      'INFO client connected',
      'INFO client disconnected',
      'INFO no self_id requested; serving the first account',
      'INFO pongs lack what the ping held; what has left the socket counts as received',
    ],
    async play(stage) {
      const accounts = [await stage.account('10001'), await stage.account('10002')]
      await stage.start(accounts)
      const client = await stage.opened('', {}, { autoPong: false })
      client.ws.on('ping', () => client.ws.pong('something else'))
      accounts[0]?.emit(notice)
      await until(stage, 'pongs lack')
      client.ws.close(1000)
    },
  },
  {
    lines: [
      'WARN upstream answers no calls: they are refused until it does',
      'WARN upstream still answers no calls: they are refused until it does',
      'INFO upstream answers calls again',
    ],
    async play(stage) {
      const account = await stage.account()
      const { answer } = account
      const upstreams = [
        { name: 'up', type: 'ws', url: account.url, breaker: { failures: 1, openMs: 10_000 } } as const,
      ]
      await stage.start([account], { upstreams, callTimeoutMs: 1_000 })
      const client = await stage.opened()
      const call = (): void => client.ws.send('{"action":"get_x","echo":1}')
      account.answer = () => new Promise(() => {})
      await passWith(stage, call, 'upstream answers no calls')
      await passWith(stage, call, 'upstream still answers no calls')
      account.answer = answer
      await passWith(stage, call, 'upstream answers calls again')
    },
  },
  {
    lines: [
      'WARN sends refused: their turn would come after the deadline, see pace',
      'WARN sends slowed: QQ may limit the account',
      'WARN sends stopped: QQ may limit the account',
      'WARN sends still stopped: QQ may limit the account',
      'INFO sends go on',
    ],
    async play(stage) {
      const account = await stage.account()
      const { answer } = account
      await stage.start([account], { pace: { account: { count: 1, perMs: 1_000 }, deadlineMs: 1_000 } })
      const client = await stage.opened()
      const send = (): void => client.ws.send('{"action":"send_msg","params":{"user_id":1},"echo":1}')
      for (let n = 0; n < 3; n++) send()
      await until(stage, 'sends refused')
      account.answer = (call, part) =>
        call.action === 'send_msg'
          ? failedReply(1200, 'Timeout: NTEvent NodeIKernelMsgService/sendMsg')
          : answer(call, part)
      await passWith(stage, send, 'sends stopped')
      await passWith(stage, send, 'sends still stopped')
      account.answer = answer
      await passWith(stage, send, 'sends go on')
    },
  },
  {
    lines: [
      'WARN …_async failed',
      'WARN …_rate_limited failed',
      'INFO restart requested',
      'WARN restart refused',
      'WARN restart not possible: the account is offline',
      'WARN rate-limited calls were not executed: …',
    ],
    async play(stage) {
      const account = await stage.account()
      account.answer = ({ action }) =>
        action === 'get_login_info' ? okReply({ user_id: 10001 }) : failedReply(1403, 'no')
      await stage.start([account], { rateLimitIntervalMs: 30_000 })
      const client = await stage.opened()
      await client.call('send_like_async')
      for (let n = 0; n < 3; n++) await client.call('send_like_rate_limited')
      await until(stage, 'send_like_rate_limited failed')
      await client.call('set_restart')
      await until(stage, 'restart refused')
      await client.call('set_restart', { delay: 200 })
      await account.close()
      await until(stage, 'restart not possible')
      await stage.hub.close()
    },
  },
  {
    lines: [
      'WARN client confirms nothing',
      'WARN client still confirms nothing',
      'INFO client has caught up',
      'WARN more clients lag behind',
    ],
    async play(stage) {
      const account = await stage.account()
      await stage.start([account], { deadAfterMs: 1e9 })
      const hung: TestClient[] = []
      for (let n = 0; n < 12; n++) hung.push(await named(stage, `hung${n}`, { autoPong: false }))
      account.emit(notice)
      await expect.poll(() => hung.every(({ events, pings }) => events.length + pings.length >= 2)).toBe(true)
      await pass(stage, 40)
      await pass(stage, REMINDED)
      hung[0]?.ws.pong(hung[0].pings.at(-1) ?? '')
      await passUntil(stage, 'client has caught up')
    },
  },
  {
    lines: ['WARN a scope failed; events that it cannot judge are hidden'],
    async play(stage) {
      const account = await stage.account()
      const sees = (): boolean => {
        throw new RangeError('no verdict')
      }
      const clients = [{ name: 'scoped', token: 'of-the-scoped', scope: { key: 'broken', sees } }] as const
      await stage.start([account], { clients })
      await stage.opened('', { Authorization: 'Bearer of-the-scoped' })
      account.emit(notice)
    },
  },
  {
    lines: ['WARN no CQ form; clients with message_format: string get the nearest text'],
    async play(stage) {
      const account = await stage.account()
      const clients = [{ name: 'texts', token: 'of-the-texts', messageFormat: 'string' }] as const
      await stage.start([account], { clients })
      await stage.opened('', { Authorization: 'Bearer of-the-texts' })
      account.emit({ ...message, message: [{ type: 'not a word', data: {} }] })
    },
  },
  {
    lines: [
      'WARN upstream closed with 1009 (too large) after a large call; such calls are refused from now on, see max_frame',
    ],
    async play(stage) {
      await stage.start([], { upstreams: [reverse('napcat')] })
      await dialledIn(stage, '/upstream/napcat', '10001', { options: { maxPayload: 1024 * 1024 } })
      const client = await stage.opened()
      await client.call('send_msg', { message: 'x'.repeat(1_100_000) })
    },
  },
  {
    lines: [
      'WARN offline accounts were forgotten, to make room for new ones (see max_accounts)',
      'WARN accounts were refused: the limit is reached, and all are in use (see max_accounts)',
    ],
    async play(stage) {
      await stage.start([], { upstreams: [{ ...reverse('napcat'), maxAccounts: 1 }] })
      const first = await dialledIn(stage, '/upstream/napcat', '10001')
      first.ws.terminate()
      await until(stage, 'account gone')
      await dialledIn(stage, '/upstream/napcat', '10002')
      await expect(dialledIn(stage, '/upstream/napcat', '10003')).rejects.toThrow()
    },
  },
  {
    lines: ['WARN client expired: its token is worth nothing any more'],
    async play(stage) {
      const expiresAt = stage.clock.now() + 60_000
      await stage.start([], { clients: [{ name: 'w', token: 'of-w', expiresAt }] })
      await pass(stage, 61)
    },
  },
  {
    lines: [
      'WARN the audit log cannot be written: calls are not recorded',
      'WARN the audit log lacks calls that could not be written',
    ],
    async play(stage) {
      const folder = mkdtempSync(join(tmpdir(), 'rookery-operations-'))
      stage.undo(() => rmSync(folder, { recursive: true }))
      const file = join(folder, 'audit.jsonl')
      mkdirSync(file)
      const write = writeTo(stage)
      const audit = new AuditFile({ folder, log: await createLog('json', { write }) })
      const entry = { time: '', client: 'w', action: 'send_msg', bytes: 1, retcode: 0 }
      audit.write(entry)
      await audit.close()
      rmSync(file, { recursive: true })
      audit.write(entry)
      await audit.close()
    },
  },
  {
    lines: ['WARN the admin token cannot be kept: commands of this machine do not find it'],
    async play(stage) {
      const folder = mkdtempSync(join(tmpdir(), 'rookery-operations-'))
      stage.undo(() => rmSync(folder, { recursive: true }))
      writeFileSync(join(folder, 'rookery'), 'a file, and no folder')
      await up(stage, 'journal: { engine: memory }', { env: { XDG_RUNTIME_DIR: folder } })
    },
  },
  {
    lines: ['WARN alerts could not be delivered'],
    async play(stage) {
      const account = await stage.account()
      await stage.start([account], { alerts: [{ type: 'webhook', url: NOWHERE }] })
      account.emit(heartbeat(false))
      await passUntil(stage, 'alerts could not be delivered')
    },
  },
  {
    lines: ['WARN refused: …', 'WARN refused: further addresses and reasons'],
    async play(stage) {
      await stage.start([])
      for (let n = 0; n < 110; n++) await stage.http(`/no/${n}`)
      await stage.hub.close()
    },
  },
  {
    lines: ['WARN log lines were lost: the log could not be written'],
    async play(stage) {
      const reader = { writableLength: 2 ** 24, write: writeTo(stage) }
      const log = await createLog('json', reader)
      log.info({}, 'nobody reads this')
      reader.writableLength = 0
      log.info({}, 'somebody reads this')
    },
  },
  {
    lines: ['WARN client lags behind', 'WARN client still lags behind'],
    async play(stage) {
      const account = await stage.account()
      await stage.start([account], { deadAfterMs: 1e9 })
      // It confirms each event, and each of them late.
      const slow = await named(stage, 'slow', { autoPong: false })
      account.emit(notice)
      for (let asked = 1; asked < 7; asked++) {
        await expect.poll(() => slow.pings.length).toBe(asked)
        account.emit(notice)
        await expect.poll(() => slow.events.length).toBe(asked + 1)
        await pass(stage, 24)
        slow.ws.pong(slow.pings.at(-1) ?? '')
      }
    },
  },
  {
    lines: ['WARN client misses events, and was told of the gap'],
    async play(stage) {
      const account = await stage.account()
      const keep = { ageMs: 60_000, events: 10, bytes: 1024 * 1024 }
      await stage.start([account], { journal: { engine: 'memory', keep } })
      const client = await named(stage, 'w')
      client.ws.terminate()
      await expect.poll(() => stage.hub.clients()).toEqual([])
      for (let n = 0; n < 15; n++) account.emit(notice)
      await expect.poll(() => stage.hub.journal.events).toBe(10)
      await named(stage, 'w')
    },
  },
  {
    lines: ['WARN event left out: the client broke off at it three times'],
    async play(stage) {
      const account = await stage.account()
      await stage.start([account])
      for (let round = 0; round < 4; round++) {
        const client = await named(stage, 'w', { autoPong: false })
        if (round === 0) account.emit(notice)
        await expect.poll(() => client.events.length).toBe(1)
        client.ws.terminate()
        await expect.poll(() => stage.hub.clients()).toEqual([])
      }
    },
  },
]
