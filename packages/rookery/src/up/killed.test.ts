import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { bin, freePort, hubProcess, undo } from './hub-process.fixture.js'

/** An implementation that sends a numbered event every few milliseconds, to whoever is connected. */
async function implementation() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  undo.push(() => {
    for (const each of server.clients) each.terminate()
    server.close()
  })
  await once(server, 'listening')
  const sent: { readonly n: number; readonly at: number }[] = []
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const { action, echo } = JSON.parse(data.toString())
      const answer = action === 'get_login_info' ? { user_id: 10001, nickname: 'n' } : {}
      socket.send(JSON.stringify({ status: 'ok', retcode: 0, data: answer, echo }))
    })
    socket.send(eventText({ post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect' }))
  })
  const timer = setInterval(() => {
    const open = [...server.clients].filter(({ readyState }) => readyState === WebSocket.OPEN)
    if (open.length === 0) return
    for (let each = 0; each < 3; each++) {
      const n = sent.length + 1
      for (const socket of open) socket.send(eventText({ post_type: 'notice', notice_type: 'n', n }))
      sent.push({ n, at: Date.now() })
    }
  }, 3)
  undo.push(() => clearInterval(timer))
  return { port: (server.address() as AddressInfo).port, sent, stop: () => clearInterval(timer) }
}

const eventText = (fields: object): string =>
  JSON.stringify({ time: Math.floor(Date.now() / 1000), self_id: 10001, ...fields })

/** Texts of numbered events, as they arrived. */
class Received {
  readonly texts: string[] = []
  /** Notices of a gap. */
  readonly gaps: unknown[] = []
  /** Cuts the connection, and dials no more until it is back. */
  leave: () => void = () => {}
  isAway = false
  add(text: string): void {
    if (text.includes('"n":')) this.texts.push(text)
    if (text.includes('"rookery_gap"')) this.gaps.push(JSON.parse(text))
  }
  get numbers(): number[] {
    return this.texts.map((text) => (JSON.parse(text) as { n: number }).n)
  }
}

/** Bots dial again after a moment. */
const soon = (dial: () => void): void => void setTimeout(dial, 50)

/** A named bot over a WebSocket, which dials again. */
function webSocketBot(port: number): Received {
  const received = new Received()
  let isOver = false
  const dial = (): void => {
    if (isOver) return
    if (received.isAway) return soon(dial)
    const socket = new WebSocket(`ws://127.0.0.1:${port}/?client_name=over-ws`)
    undo.push(() => socket.terminate())
    received.leave = () => socket.terminate()
    socket.on('message', (data) => received.add(data.toString()))
    socket.on('error', () => {})
    socket.on('close', () => soon(dial))
  }
  undo.push(() => {
    isOver = true
  })
  dial()
  return received
}

/** A named bot over server-sent events, which goes on behind the last id. */
function sseBot(port: number): Received {
  const received = new Received()
  let connection = new AbortController()
  let isOver = false
  undo.push(() => {
    isOver = true
    connection.abort()
  })
  received.leave = () => connection.abort()
  let lastId = ''
  const read = async (): Promise<void> => {
    connection = new AbortController()
    const headers: Record<string, string> = lastId ? { 'Last-Event-ID': lastId } : {}
    const url = `http://127.0.0.1:${port}/_events?client_name=over-sse`
    const { body } = await fetch(url, { headers, signal: connection.signal })
    let rest = ''
    for await (const bytes of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const parts = (rest + bytes).split('\n\n')
      rest = parts.pop() ?? ''
      for (const part of parts) {
        const lines = part.split('\n')
        lastId =
          lines
            .find((line) => line.startsWith('id:'))
            ?.slice(3)
            .trim() ?? lastId
        received.add(
          lines
            .find((line) => line.startsWith('data:'))
            ?.slice(5)
            .trim() ?? '',
        )
      }
    }
  }
  const again = (): void => {
    if (isOver) return
    if (received.isAway) return soon(again)
    read()
      .catch(() => {})
      .then(() => soon(again))
  }
  again()
  return received
}

/** A hub with two bots on a stream of events, killed in the middle of it. */
async function killedInMidStream(durability: 'process' | 'power') {
  const folder = mkdtempSync(join(tmpdir(), 'rookery-killed-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  const [{ port: upstream, sent, stop }, port] = [await implementation(), await freePort()]
  const config = join(folder, 'rookery.yml')
  writeFileSync(
    config,
    `listen: { port: ${port} }\njournal: { durability: ${durability} }\nupstreams: [{ name: qq, type: ws, url: "ws://127.0.0.1:${upstream}" }]\n`,
  )
  const hub = await hubProcess(config)
  const bots = [webSocketBot(port), sseBot(port)]
  for (const bot of bots) await expect.poll(() => bot.texts.length, { timeout: 15_000 }).toBeGreaterThan(500)
  const kill = async (): Promise<number> => {
    hub.kill('SIGKILL')
    const killedAt = Date.now()
    await once(hub, 'exit')
    return killedAt
  }
  return { config, data: join(folder, 'rookery-data'), bots, sent, stop, kill }
}

it('after a kill of the hub in mid-stream named clients miss nothing, in order, and repeats are whole', async () => {
  const { config, bots, sent, stop, kill } = await killedInMidStream('process')
  const begins = bots.map(({ numbers }) => numbers[0] ?? 0)
  for (const bot of bots) {
    bot.isAway = true
    bot.leave()
  }
  // What comes now is only in the store when the hub dies.
  const away = sent.length
  await expect.poll(() => sent.length, { timeout: 15_000 }).toBeGreaterThan(away + 300)
  const killedAt = await kill()
  const atKill = sent.filter(({ at }) => at < killedAt - 50).length
  await hubProcess(config)
  for (const bot of bots) bot.isAway = false
  await expect.poll(() => sent.length, { timeout: 15_000 }).toBeGreaterThan(atKill + 1_000)
  stop()
  for (const bot of bots)
    await expect.poll(() => bot.numbers.at(-1), { timeout: 15_000 }).toBe(sent.at(-1)?.n)
  for (const [index, { numbers, texts, gaps }] of bots.entries()) {
    const got = new Set(numbers)
    const missing = sent.filter(({ n, at }) => n >= (begins[index] ?? 0) && at < killedAt - 50 && !got.has(n))
    expect(missing).toEqual([])
    expect([...got]).toEqual([...got].sort((a, b) => a - b))
    expect(new Set(texts).size).toBe(got.size)
    // What the hub may have delivered in its last moments, and not saved.
    expect(gaps).toMatchObject([{ notice_type: 'rookery_gap', count: 0 }])
  }
}, 60_000)

it('with durability power everything that a bot had received is on disk, whenever the hub is killed', async () => {
  const { data, bots, kill } = await killedInMidStream('power')
  await kill()
  const exported = execFileSync(process.execPath, [bin, 'journal', 'export', '--data', data], {
    maxBuffer: 64 * 1024 ** 2,
  }).toString()
  const kept = new Set([...exported.matchAll(/"n":(\d+)/g)].map(([, n]) => Number(n)))
  for (const { numbers } of bots) expect(numbers.filter((n) => !kept.has(n))).toEqual([])
}, 60_000)
