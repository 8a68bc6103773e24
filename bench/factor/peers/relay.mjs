// Hands messages on between a client and a connection of its own to the implementation. Nothing is parsed or checked.
import { WebSocket, WebSocketServer } from 'ws'
import { tellPort } from './feed.mjs'

const MAX_BYTES = 128 * 1024 * 1024
const OPTIONS = { perMessageDeflate: false, maxPayload: MAX_BYTES, skipUTF8Validation: true }
const AS_TEXT = { binary: false }

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', ...OPTIONS })
server.on('connection', (client) => {
  const implementation = new WebSocket(`ws://127.0.0.1:${process.argv[2]}/`, OPTIONS)
  let held = []
  implementation.on('open', () => {
    for (const text of held) implementation.send(text, AS_TEXT)
    held = []
  })
  client.on('message', (text) => {
    if (implementation.readyState === WebSocket.OPEN) implementation.send(text, AS_TEXT)
    else held.push(text)
  })
  implementation.on('message', (text) => client.send(text, AS_TEXT))
  for (const each of [client, implementation]) each.on('error', () => {})
  client.on('close', () => implementation.terminate())
})
await tellPort(server)
