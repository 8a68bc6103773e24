// A process that calls and answers: an application for each way, and the one implementation behind all of them.
import { readdirSync, readFileSync } from 'node:fs'
import { WebSocket, WebSocketServer } from 'ws'
import { answer } from '../child.mjs'
import { sleep } from '../clock.mjs'
import { quantile } from './cells.mjs'

const MAX_BYTES = 128 * 1024 * 1024
const OPTIONS = { perMessageDeflate: false, maxPayload: MAX_BYTES, skipUTF8Validation: true }
/** Every way puts the echo last. */
const ECHO = /"echo":("[^"]*"|\d+)\}$/
const ECHO_BYTES = 64
/** For what a server does behind the last reply, so that it is counted. */
const AFTER_MS = 30
const ASK_AGAIN_MS = 50
const MOST_TRIES = 200
const LIFECYCLE =
  '{"time":1795323266,"self_id":10000,"post_type":"meta_event","meta_event_type":"lifecycle","sub_type":"connect"}'

const ways = {}
const texts = new Map()
const implementation = await listen()

answer({
  port: () => implementation.address().port,
  connect,
  call,
})

/** Answers every call with a few bytes, without a look at what was asked. */
async function listen() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', ...OPTIONS })
  server.on('connection', (ws) => {
    ws.send(LIFECYCLE)
    ws.on('message', (bytes) => {
      const echo = ECHO.exec(bytes.latin1Slice(Math.max(0, bytes.length - ECHO_BYTES)))?.[1]
      if (echo) ws.send(`{"status":"ok","retcode":0,"data":{"message_id":1},"echo":${echo}}`)
    })
    ws.on('error', () => {})
  })
  await new Promise((resolve) => server.on('listening', resolve))
  return server
}

/** Connects to a server that stands between, and waits until calls get through it. */
async function connect({ name, port, pid }) {
  const way = { ws: await dialPatiently(port), pid, take: () => {} }
  way.ws.on('message', (bytes) => way.take(JSON.parse(bytes)))
  ways[name] = way
  while ((await callOnce(way)).status !== 'ok') await sleep(ASK_AGAIN_MS)
}

/** A hub answers 503 until it knows an account. */
async function dialPatiently(port) {
  for (let tries = 1; ; tries++) {
    try {
      return await dial(port)
    } catch (error) {
      if (tries === MOST_TRIES) throw error
      await sleep(ASK_AGAIN_MS)
    }
  }
}

function dial(port) {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/`, OPTIONS)
  return new Promise((resolve, reject) => ws.on('open', () => resolve(ws)).on('error', reject))
}

function callOnce(way) {
  return new Promise((resolve) => {
    way.take = (reply) => reply.echo === 'first' && resolve(reply)
    way.ws.send('{"action":"send_group_msg","params":{"group_id":30001,"message":"hello"},"echo":"first"}')
  })
}

/** Makes calls, `atOnce` of them under way; gives what each cost the server between, and what the round trips took. */
async function call({ name, bytes, atOnce, calls }) {
  const way = ways[name]
  const text = textOf(bytes)
  const cpuBefore = cpuUs(way.pid)
  const startedMs = performance.now()
  const delaysMs = await makeCalls(way, text, atOnce, calls)
  const perSecond = (calls / (performance.now() - startedMs)) * 1000
  await sleep(AFTER_MS)
  return {
    cpuUs: (cpuUs(way.pid) - cpuBefore) / calls,
    perSecond,
    p50Ms: quantile(delaysMs, 0.5),
    p99Ms: quantile(delaysMs, 0.99),
    rssMb: rssMb(way.pid),
  }
}

function makeCalls(way, text, atOnce, calls) {
  const sentMs = new Map()
  const delaysMs = []
  let sent = 0
  const next = () => {
    sentMs.set(++sent, performance.now())
    way.ws.send(text(sent))
  }
  return new Promise((resolve, reject) => {
    way.take = (reply) => {
      // Lifecycle events and heartbeats come in between.
      if (reply.status === undefined || reply.echo === undefined) return
      if (reply.status !== 'ok') return reject(new Error(`a call failed: ${JSON.stringify(reply)}`))
      delaysMs.push(performance.now() - sentMs.get(reply.echo))
      sentMs.delete(reply.echo)
      if (delaysMs.length === calls) resolve(delaysMs)
      else if (sent < calls) next()
    }
    while (sent < Math.min(atOnce, calls)) next()
  })
}

/** A message with a picture in base64, as large calls are; the texts differ in their echo only. */
function textOf(bytes) {
  if (!texts.has(bytes)) {
    const shell = (file) =>
      `{"action":"send_group_msg","params":{"group_id":30001,"message":[{"type":"image","data":{"file":"base64://${file}"}}]},"echo":`
    const picture = Buffer.alloc(bytes).map((_, at) => Math.imul(at, 2654435761) >>> 24)
    texts.set(bytes, shell(picture.toString('base64').slice(0, Math.max(0, bytes - shell('').length - 8))))
  }
  return (echo) => `${texts.get(bytes)}${echo}}`
}

/** CPU of all threads of a process so far. */
function cpuUs(pid) {
  const threads = readdirSync(`/proc/${pid}/task`)
  const ns = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  )
  return ns.reduce((sum, each) => sum + each, 0) / 1000
}

function rssMb(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024
}
