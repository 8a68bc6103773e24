// A process that calls, with the masks that a real client has.
import { WebSocket } from 'ws'
import { answer } from '../child.mjs'
import { nowUs } from '../clock.mjs'
import { quantile } from '../figures.mjs'

let ws
let take = () => {}

answer({
  async connect({ url }) {
    ws = new WebSocket(url, { perMessageDeflate: false })
    ws.on('message', (bytes) => take(bytes))
    await new Promise((resolve, reject) => ws.on('open', resolve).on('error', reject))
  },
  call,
})

/** Makes calls, `atOnce` of them under way. */
function call({ bytes, atOnce, calls }) {
  const text = makeCall(bytes)
  const sentUs = new Map()
  const delays = []
  const startedUs = nowUs()
  let sent = 0
  const next = () => {
    const echo = ++sent
    sentUs.set(echo, nowUs())
    ws.send(text(echo))
  }
  return new Promise((resolve) => {
    take = (reply) => {
      const { echo, status } = JSON.parse(reply)
      // Lifecycle events and heartbeats come in between.
      if (status !== 'ok') return
      delays.push((nowUs() - sentUs.get(echo)) / 1000)
      sentUs.delete(echo)
      if (delays.length === calls) {
        resolve({ perSecond: calls / ((nowUs() - startedUs) / 1e6), p50: quantile(delays, 0.5) })
      } else if (sent < calls) next()
    }
    for (let i = 0; i < Math.min(atOnce, calls); i++) next()
  })
}

/** A message with a picture in base64, as large calls are; the texts differ in their echo only. */
function makeCall(bytes) {
  const shell = (file) =>
    `{"action":"send_group_msg","params":{"group_id":30001,"message":[{"type":"image","data":{"file":"base64://${file}"}}]},"echo":`
  const picture = Buffer.from(Array.from({ length: bytes }, (_, at) => (at * 2654435761) >>> 24)).toString(
    'base64',
  )
  const text = shell(picture.slice(0, bytes - shell('').length - 8))
  return (echo) => `${text}${echo}}`
}
