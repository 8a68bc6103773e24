// A process that answers every call with a few bytes, without a look at what was asked.
import { WebSocketServer } from 'ws'
import { answer } from '../child.mjs'

/** Both proxies put the echo last. */
const ECHO = /"echo":("[^"]*"|\d+)\}$/
const ECHO_BYTES = 64

const server = new WebSocketServer({
  port: 0,
  host: '127.0.0.1',
  perMessageDeflate: false,
  skipUTF8Validation: true,
})
server.on('connection', (ws) => {
  ws.send(
    '{"time":1795323266,"self_id":10000,"post_type":"meta_event","meta_event_type":"lifecycle","sub_type":"connect"}',
  )
  ws.on('message', (bytes) => {
    const [, echo] = ECHO.exec(bytes.latin1Slice(Math.max(0, bytes.length - ECHO_BYTES)))
    ws.send(`{"status":"ok","retcode":0,"data":{"message_id":1},"echo":${echo}}`)
  })
  ws.on('error', () => {})
})
await new Promise((resolve) => server.on('listening', resolve))

answer({ url: () => `ws://127.0.0.1:${server.address().port}/` })
