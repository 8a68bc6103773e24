import { connect, type Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { defaultOptions } from '@rookery/hub'
import { callParams, okReply } from '@rookery/protocol'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type SimulatedAccount, Stage } from '../packages/hub/src/hub.fixture.js'
import { callFrame, echoOf, eventFrame, SELF_ID } from './fuzz/frames.js'
import { Chance, isObject, mutate, randomBytes } from './fuzz/mutate.js'

const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
const FRAMES = Number(process.env.FUZZ_FRAMES ?? 100_000)
const CLIENTS = 4
/** So many frames are under way before the fuzzer looks what has become of them. */
const ROUND = 500
const ROUND_TIMEOUT_MS = 60_000
/** What may be held at the end and was not after the first rounds: the journal, and what the test itself notes. */
const MAX_GROWTH_BYTES = 24 * 1024 * 1024

const stray: unknown[] = []
const noteStray = (error: unknown): void => void stray.push(error)
let stage: Stage
let account: SimulatedAccount

beforeEach(async () => {
  process.on('unhandledRejection', noteStray)
  process.on('uncaughtException', noteStray)
  stage = new Stage()
  account = await stage.account(SELF_ID)
  account.answer = (call) => okReply(call.action === 'echo_params' ? callParams(call) : null)
  const keep = { ageMs: 60_000, events: 5_000, bytes: 16 * 1024 * 1024 }
  await stage.start([account], { journal: { ...defaultOptions.journal, keep } })
})
afterEach(async () => {
  await stage.close()
  process.off('unhandledRejection', noteStray)
  process.off('uncaughtException', noteStray)
})

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function until(what: string, isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + ROUND_TIMEOUT_MS
  while (!isSo()) {
    if (performance.now() > deadline) throw new TypeError(`seed ${SEED}: waited in vain until ${what}`)
    await turn()
  }
}

/** Another client: it must get every good event, in order, and its own answers, while all this goes on. */
class Bystander {
  readonly ws: WebSocket
  good = 0
  #asked = 0
  #answered = 0
  readonly wrong: string[] = []

  constructor(url: string) {
    this.ws = new WebSocket(url)
    this.ws.on('message', (data) => this.#read(String(data)))
    this.ws.on('close', (code) => this.wrong.push(`closed with ${code}`))
  }

  get isAnswered(): boolean {
    return this.#answered === this.#asked
  }

  ask(): void {
    this.ws.send(`{"action":"echo_params","params":{"n":${++this.#asked}},"echo":${this.#asked}}`)
  }

  #read(text: string): void {
    const frame: unknown = JSON.parse(text)
    if (!isObject(frame)) return void this.wrong.push(text)
    if (frame.post_type === undefined) {
      const n = ++this.#answered
      if (text !== `{"status":"ok","retcode":0,"data":{"n":${n}},"echo":${n}}`) this.wrong.push(text)
    } else if (frame.notice_type === 'good' && frame.n !== ++this.good) this.wrong.push(text)
    else if (frame.notice_type === 'rookery_gap') this.wrong.push(text)
  }
}

/** A client that sends anything at all, and keeps the books on what it is answered. */
class Fuzzer {
  readonly ws: WebSocket
  sent = 0
  answered = 0
  /** By echo: calls that were sent, less replies that came. */
  readonly owed = new Map<string, number>()

  constructor(url: string) {
    this.ws = new WebSocket(url)
    this.ws.on('message', (data) => this.#read(String(data)))
  }

  send(chance: Chance, frame: Buffer): void {
    this.sent++
    const echo = echoOf(frame)
    if (echo !== undefined) this.#book(echo, 1)
    const binary = chance.is(0.2)
    const cut = chance.is(0.1) ? chance.below(frame.length + 1) : 0
    if (cut > 0) this.ws.send(frame.subarray(0, cut), { binary, fin: false })
    this.ws.send(frame.subarray(cut), { binary })
  }

  #read(text: string): void {
    const frame: unknown = JSON.parse(text)
    if (!isObject(frame) || frame.retcode === undefined || frame.post_type !== undefined) return
    this.answered++
    if (Object.hasOwn(frame, 'echo')) this.#book(JSON.stringify(frame.echo), -1)
  }

  #book(echo: string, change: number): void {
    const owed = (this.owed.get(echo) ?? 0) + change
    if (owed === 0) this.owed.delete(echo)
    else this.owed.set(echo, owed)
  }
}

const opened = (ws: WebSocket): Promise<unknown> =>
  new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject))

/** Gives the size of the heap after a tenth of the frames, when everything has warmed up. */
async function fuzzFromClients(fuzzers: readonly Fuzzer[]): Promise<number> {
  const chance = new Chance(SEED)
  let heapEarly = 0
  for (let n = 1; n <= FRAMES; n++) {
    fuzzers[n % fuzzers.length]?.send(chance, callFrame(chance, n))
    if (n % ROUND > 0 && n < FRAMES) continue
    await until(`frame ${n} of the clients was answered`, () =>
      fuzzers.every(({ sent, answered }) => sent === answered),
    )
    account.calls.length = 0
    if (heapEarly === 0 && n >= FRAMES / 10) heapEarly = heapBytes()
  }
  return heapEarly
}

async function fuzzFromUpstream(bystander: Bystander): Promise<void> {
  const chance = new Chance(SEED + 1)
  let good = 0
  for (let n = 1; n <= FRAMES; n++) {
    account.link().send([eventFrame(chance)])
    if (n % 20 === 0) account.emit({ post_type: 'notice', notice_type: 'good', n: ++good })
    if (n % 100 === 0) bystander.ask()
    if (n % ROUND > 0 && n < FRAMES) continue
    await until(
      `good event ${good} came, after frame ${n}`,
      () => bystander.good >= good && bystander.isAnswered,
    )
  }
}

/** Connections that do not even keep to WebSocket or HTTP. Every one of them comes to its end. */
async function fuzzBelowFrames(bystander: Bystander): Promise<void> {
  const chance = new Chance(SEED + 2)
  const request = Buffer.from(
    `GET /?client_name=x HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  )
  const sockets: Socket[] = []
  for (let n = 0; n < 400; n++) {
    const socket = connect(stage.hub.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.resume()
    socket.write(chance.is(0.5) ? request.toString().replace('=x', `=${n}`) : mutate(chance, request))
    for (let frames = chance.below(5); frames > 0; frames--) socket.write(randomBytes(chance))
    socket.end()
    sockets.push(socket)
    if (n % 50 === 0) bystander.ask()
    if (n % 20 === 0) await turn()
  }
  await until('every broken connection has ended', () => sockets.every(({ closed }) => closed))
  await until('the bystander is answered', () => bystander.isAnswered)
}

function heapBytes(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

it(`stands ${FRAMES} frames each way (FUZZ_SEED=${SEED})`, async () => {
  process.stdout.write(`fuzzing with FUZZ_SEED=${SEED}\n`)
  const bystander = new Bystander(`${stage.hub.url}/?client_name=bystander`)
  const fuzzers = Array.from({ length: CLIENTS }, () => new Fuzzer(stage.hub.url))
  await Promise.all([bystander, ...fuzzers].map(({ ws }) => opened(ws)))
  const [heapEarly] = await Promise.all([fuzzFromClients(fuzzers), fuzzFromUpstream(bystander)])
  const heapLate = heapBytes()
  await fuzzBelowFrames(bystander)

  expect(stray).toEqual([])
  expect(bystander.wrong).toEqual([])
  expect(bystander.good).toBe(Math.floor(FRAMES / 20))
  const unanswered = fuzzers.flatMap(({ owed }) => [...owed].filter(([, count]) => count > 0))
  expect(unanswered).toEqual([])
  for (const { ws } of [bystander, ...fuzzers]) expect(ws.readyState).toBe(WebSocket.OPEN)
  expect(heapLate - heapEarly).toBeLessThan(MAX_GROWTH_BYTES)
  expect(stage.hub.accounts().map(({ self_id }) => self_id)).toEqual([SELF_ID])
  // One line a minute, not one a frame.
  expect(stage.log.filter(({ text }) => text.startsWith('dropped')).length).toBeLessThanOrEqual(3)
  const health = await fetch(`${stage.hub.url.replace('ws', 'http')}/healthz`)
  expect(await health.text()).toBe('ok\n')
})
