import { answer } from '../child.mjs'

/** What a proxy's process answers: where it listens, and how much CPU it has used. */
export function answerProxy(url) {
  let cpu = process.cpuUsage()
  answer({
    url: () => url,
    startCpu() {
      cpu = process.cpuUsage()
    },
    cpuUs() {
      const { user, system } = process.cpuUsage(cpu)
      return user + system
    },
  })
}
