/** Sends events, a few at once, the next ones when those are done; gives how many there were a second, and what each cost. */
export function measured(events) {
  let done = 0
  let wake = () => {}
  return {
    done() {
      done += 1
      wake()
    },
    async run(atOnce, send) {
      const startedMs = performance.now()
      const startedCpu = process.cpuUsage()
      for (let sent = 0; sent < events; ) {
        const until = Math.min(events, sent + atOnce)
        while (sent < until) send(sent++)
        while (done < sent) await new Promise((resolve) => (wake = resolve))
      }
      const { user, system } = process.cpuUsage(startedCpu)
      return { perSecond: (events / (performance.now() - startedMs)) * 1000, cpuUs: (user + system) / events }
    },
  }
}
