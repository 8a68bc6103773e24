// Node's floor: the text framed once, one `socket.write` for each client. No journal, nothing checked, nothing confirmed.
import { WebSocketServer } from 'ws'
import { readFeed, tellPort } from './feed.mjs'

const sockets = new Set()
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
server.on('connection', (ws, { socket }) => {
  socket.setNoDelay(true)
  sockets.add(socket)
  ws.on('error', () => {})
  ws.on('close', () => sockets.delete(socket))
})
readFeed(Number(process.argv[2]), (text) => {
  const bytes = frame(text)
  for (const socket of sockets) socket.write(bytes)
})
await tellPort(server)

/** A whole text frame; those of the benchmark are shorter than 64 KB. */
function frame(text) {
  const isShort = text.length < 126
  const bytes = Buffer.allocUnsafe((isShort ? 2 : 4) + text.length)
  bytes[0] = 0x81
  if (isShort) bytes[1] = text.length
  else {
    bytes[1] = 126
    bytes.writeUInt16BE(text.length, 2)
  }
  text.copy(bytes, isShort ? 2 : 4)
  return bytes
}
