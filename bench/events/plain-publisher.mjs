import http from 'node:http'
import { WebSocketServer } from 'ws'

/** What every implementation does: each event is stringified, framed and written once for each client. */
export async function plainPublisher() {
  const { port, clients } = await acceptClients()
  return {
    port,
    publish(event) {
      for (const { ws } of clients) ws.send(JSON.stringify(event))
    },
    journalBytes: () => 0,
  }
}

/** Listens, and keeps the set of those who have come. */
export async function acceptClients() {
  const clients = new Set()
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const server = http.createServer()
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const client = { ws, socket }
      clients.add(client)
      ws.on('close', () => clients.delete(client))
      ws.on('error', () => {})
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: server.address().port, clients }
}
