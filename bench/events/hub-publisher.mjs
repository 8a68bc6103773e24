import { defaultOptions, startHub } from '@rookery/hub'
import { failedReply } from '@rookery/protocol'
import { Downstream, memoryLinks } from '@rookery/transport'

const SELF_ID = '10000'

const DEFAULTS = { ...defaultOptions, listen: { host: '127.0.0.1', port: 0 } }

/** A hub as it runs, on its defaults or on other options; only the implementation lives in this process. */
export async function hubPublisher(options = DEFAULTS) {
  const hub = await startHub(options)
  const [near, far] = memoryLinks()
  const implementation = new Downstream(near, { call: async () => failedReply(1404, 'no such action') })
  hub.join('in-process', far, SELF_ID)
  return {
    port: hub.port,
    publish(event) {
      implementation.send(Buffer.from(JSON.stringify(event)))
    },
    journalBytes: () => hub.journal.bytes,
  }
}
