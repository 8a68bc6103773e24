// A client in a process of its own that can be killed: what it has received stands in a file before the hub may hear of it.
import { openSync, writeSync } from 'node:fs'
import { nowMs } from '../clock.mjs'
import { readEvent } from '../counts/event.mjs'
import { WsClient } from './ws-client.mjs'

/** Stands in the place of a number. */
const PING = 0
const [url, token, path] = process.argv.slice(2)
const file = openSync(path, 'a')
const received = {
  begin() {},
  take(text) {
    const event = readEvent(text)
    if (event) writeSync(file, `${event.n} ${nowMs()}\n`)
    else if (text.includes('"lifecycle"')) process.send('greeted')
  },
}
/** The library has answered by now, which confirms what came before. */
const onPing = () => writeSync(file, `${PING} ${nowMs()}\n`)
new WsClient({ url, token, received, onPing })
process.on('disconnect', () => process.exit())
