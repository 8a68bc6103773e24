// What every implementation does: each event stringified for each client, and sent by `ws`.
import { WebSocketServer } from 'ws'
import { readFeed, tellPort } from './feed.mjs'

const BACKLOG = 4096

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false, backlog: BACKLOG })
server.on('connection', (ws) => ws.on('error', () => {}))
readFeed(Number(process.argv[2]), (text) => {
  const event = JSON.parse(text.toString())
  for (const ws of server.clients) ws.send(JSON.stringify(event))
})
await tellPort(server)
