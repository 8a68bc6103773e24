// The hub as it runs, on its defaults; only the implementation lives in this process.
import { defaultOptions, startHub } from '@rookery/hub'
import { memoryLinks } from '@rookery/transport'
import { answerProxy } from '../calls/proxy.mjs'
import { ANSWER } from './calls.mjs'

/** The hub puts it last. What it asks before the first call has one too. */
const ECHO = /"echo":"[^"]*"\}$/
const HEAD = JSON.stringify(ANSWER).slice(0, -1)

const hub = await startHub({ ...defaultOptions, listen: { host: '127.0.0.1', port: 0 } })
const [near, far] = memoryLinks()
near.attach({
  text: (call) => near.send([Buffer.from(`${HEAD},${ECHO.exec(call.latin1Slice())[0]}`)]),
  pong() {},
  drained() {},
})
hub.join('in-process', far, '10000')

answerProxy(hub.url)
