// A client in a process of its own, so that it can be stopped by a signal. Answers each message of its parent with its counts.
import { Received } from '../counts/received.mjs'
import { WsClient } from './ws-client.mjs'

const [url, token] = process.argv.slice(2)
const received = new Received('alone')
const client = new WsClient({ url, token, received })
process.on('message', () => {
  const { events, disordered, damaged, gaps, isGreeted, last, repeats } = received
  process.send({ events, disordered, damaged, gaps, isGreeted, last, repeated: repeats.length })
})
process.on('disconnect', () => {
  client.close()
  process.exit()
})
