// A hub with an implementation in this process, whose calls are counted, or not: `off` as the argument.
import { okReply } from '@rookery/protocol'
import { Downstream, memoryLinks } from '@rookery/transport'
import { answer } from '../child.mjs'
import { hubSources } from './hub-sources.mjs'

const SELF_ID = '10000'
const { CallCounters, defaultOptions, startHub } = await import(await hubSources())
if (process.argv[2] === 'off') {
  CallCounters.prototype.begin = () => 0
  CallCounters.prototype.over = () => {}
}
const hub = await startHub({ ...defaultOptions, listen: { host: '127.0.0.1', port: 0 } })
const [near, far] = memoryLinks()
new Downstream(near, { call: async () => okReply({ message_id: 1 }) })
hub.join('in-process', far, SELF_ID)
const params = Buffer.from('{"group_id":30001,"message":"hello"}')

answer({
  /** Makes calls, `atOnce` of them under way, and gives what one costs. */
  async calls({ calls, atOnce }) {
    const before = process.cpuUsage()
    let made = 0
    const lane = async () => {
      while (made++ < calls) await hub.operate.call(SELF_ID, 'send_group_msg', params)
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
    const { user, system } = process.cpuUsage(before)
    return { cpuUs: (user + system) / calls }
  },
  counted: () => hub.counters().calls.reduce((sum, { count }) => sum + count, 0),
})
