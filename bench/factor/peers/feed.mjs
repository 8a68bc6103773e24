import { WebSocket } from 'ws'

const RETRY_MS = 200

/** Dials an implementation, as the hub does, and hands on each text. */
export function readFeed(port, take) {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/`, { perMessageDeflate: false })
  ws.on('message', take)
  ws.on('error', () => {})
  ws.on('close', () => setTimeout(readFeed, RETRY_MS, port, take))
}

/** Tells the bench where a server listens. */
export async function tellPort(server) {
  await new Promise((resolve) => server.on('listening', resolve))
  console.log(JSON.stringify({ port: server.address().port }))
}
