import net from 'node:net'
import { nowUs } from '../clock.mjs'
import { readStamp, STAMP_BYTES } from './event.mjs'

const MASK = Buffer.from([0x5a, 0x13, 0xc7, 0x2e])
const PING = 0x9

/**
 * One client: reads frame headers, skips what is in the frames and answers pings. `counted` learns of each text
 * by its size; `watch` of when it was due; `watchesOrder` has the numbers of the events looked at.
 */
export function connectClient({ port, path, watchesOrder, counted, watch }) {
  const order = { last: -1, gaps: 0, lateMs: 0 }
  const take = (bytes, start, length) => {
    counted(length)
    if (!watch && !watchesOrder) return
    const stamp = readStamp(bytes, start)
    if (!stamp) return
    watch?.(stamp.dueUs)
    if (order.last >= 0 && stamp.number !== order.last + 1) order.gaps++
    order.last = stamp.number
    order.lateMs = (nowUs() - stamp.dueUs) / 1000
  }
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.setNoDelay(true)
    const read = frameReader(socket, take)
    socket.write(handshake(path))
    socket.on('error', reject)
    awaitUpgrade(socket, (rest) => {
      socket.on('data', read)
      read(rest)
      resolve({ socket, order })
    })
  })
}

const handshake = (path) =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n'

function awaitUpgrade(socket, opened) {
  let head = Buffer.alloc(0)
  socket.on('data', function collect(bytes) {
    head = Buffer.concat([head, bytes])
    const end = head.indexOf('\r\n\r\n')
    if (end < 0) return
    if (!head.latin1Slice(0, 12).endsWith('101')) throw new Error(head.latin1Slice(0, end))
    socket.off('data', collect)
    opened(head.subarray(end + 4))
  })
}

/** Reads unmasked frames out of chunks. Of a text only the beginning is waited for, the rest is skipped. */
function frameReader(socket, take) {
  let held = null
  let skip = 0
  return (chunk) => {
    let bytes = chunk
    if (held) {
      bytes = Buffer.concat([held, chunk])
      held = null
    }
    let at = Math.min(skip, bytes.length)
    skip -= at
    while (at < bytes.length) {
      const frame = readHeader(bytes, at)
      const isPing = (bytes[at] & 0xf) === PING
      const needed = frame && (isPing ? frame.length : Math.min(frame.length, STAMP_BYTES))
      if (!frame || bytes.length < frame.start + needed) {
        held = bytes.subarray(at)
        return
      }
      const end = frame.start + frame.length
      if (isPing) socket.write(pong(bytes.subarray(frame.start, end)))
      else take(bytes, frame.start, frame.length)
      skip = Math.max(0, end - bytes.length)
      at = end
    }
  }
}

function readHeader(bytes, at) {
  if (bytes.length - at < 2) return undefined
  const short = bytes[at + 1] & 0x7f
  if (short < 126) return { start: at + 2, length: short }
  if (bytes.length - at < 4) return undefined
  if (short === 126) return { start: at + 4, length: bytes.readUInt16BE(at + 2) }
  if (bytes.length - at < 10) return undefined
  return { start: at + 10, length: Number(bytes.readBigUInt64BE(at + 2)) }
}

/** A ping's payload in a masked pong, as a client must send it. */
function pong(payload) {
  const frame = Buffer.allocUnsafe(6 + payload.length)
  frame[0] = 0x8a
  frame[1] = 0x80 | payload.length
  frame.set(MASK, 2)
  for (let i = 0; i < payload.length; i++) frame[6 + i] = payload[i] ^ MASK[i & 3]
  return frame
}
