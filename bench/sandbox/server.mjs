// A sandbox that one account of is reached over WebSocket, and that can be called without any.
import { startLinks } from '@rookery/sandbox'
import { answer } from '../child.mjs'
import { PARAMS } from './params.mjs'
import { readingClub, SELF_ID } from './reading-club.mjs'

const sandbox = readingClub()
const links = await startLinks(sandbox, SELF_ID, [{ type: 'ws', port: 0 }])
let cpu = process.cpuUsage()

const cpuUs = () => {
  const { user, system } = process.cpuUsage(cpu)
  return user + system
}

answer({
  url: () => links.open[0].url,
  startCpu() {
    cpu = process.cpuUsage()
  },
  cpuUs,
  /** Calls in this process, as a test does. */
  call({ calls }) {
    cpu = process.cpuUsage()
    const startedMs = performance.now()
    for (let call = 0; call < calls; call++) {
      const { status } = sandbox.call(SELF_ID, 'send_group_msg', PARAMS)
      if (status !== 'ok') throw new Error(`a call was answered ${status}`)
    }
    return { perSecond: calls / ((performance.now() - startedMs) / 1000), cpuUs: cpuUs() / calls }
  },
})
