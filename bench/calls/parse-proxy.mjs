// The peer: what a hub does that parses each call and writes it anew.
import { WebSocket, WebSocketServer } from 'ws'
import { answerProxy } from './proxy.mjs'

const waiting = new Map()
let lastEcho = 0

const upstream = new WebSocket(process.argv[2], { perMessageDeflate: false })
upstream.on('message', (bytes) => {
  const reply = JSON.parse(bytes.toString())
  const asker = waiting.get(reply.echo)
  if (!asker) return
  waiting.delete(reply.echo)
  asker.ws.send(JSON.stringify({ ...reply, echo: asker.echo }))
})
await new Promise((resolve, reject) => upstream.on('open', resolve).on('error', reject))

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
server.on('connection', (ws) => {
  ws.on('message', (bytes) => {
    const { action, params, echo } = JSON.parse(bytes.toString())
    waiting.set(++lastEcho, { ws, echo })
    upstream.send(JSON.stringify({ action, params, echo: lastEcho }))
  })
  ws.on('error', () => {})
})
await new Promise((resolve) => server.on('listening', resolve))

answerProxy(`ws://127.0.0.1:${server.address().port}/`)
