// A bot that does nothing but call, over one WebSocket.
import { WebSocket } from 'ws'
import { answer } from '../child.mjs'
import { PARAMS } from './params.mjs'

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
function call({ atOnce, calls }) {
  const head = `{"action":"send_group_msg","params":${JSON.stringify(PARAMS)},"echo":`
  const startedMs = performance.now()
  let [sent, answered] = [0, 0]
  const next = () => ws.send(`${head}${++sent}}`)
  return new Promise((resolve, reject) => {
    take = (bytes) => {
      const { echo, status } = JSON.parse(bytes)
      // Heartbeats come in between.
      if (echo === undefined) return
      if (status !== 'ok') return reject(new Error(`a call was answered ${status}`))
      if (++answered === calls) resolve({ perSecond: calls / ((performance.now() - startedMs) / 1000) })
      else if (sent < calls) next()
    }
    for (let i = 0; i < Math.min(atOnce, calls); i++) next()
  })
}
