import { startHub } from '@rookery/hub'
import type { PageBot, PageInfo } from '@rookery/sandbox'
import WebSocket from 'ws'
import { processStandIn } from '../cli/process.fixture.js'

/** Runs one command line in this process, with a real hub. */
export function stage(cwd: string) {
  const { printed, signals, run } = processStandIn({
    cwd,
    env: { LANG: 'en', PATH: process.env.PATH },
    startHub,
  })
  const page = () => /chat page:? +(http:\S+)/.exec(printed.out)?.[1]
  return {
    printed,
    signals,
    run,
    stop: () => void signals.emit('SIGINT', 'SIGINT'),
    page,
    hub: () => /hub: ws:(\S+?)\/? /.exec(printed.out)?.[1],
    /** Status of the bot, as a newly opened page receives it. */
    bot: async (): Promise<PageBot | undefined> => (await infoOf(page() ?? '')).bot,
    info: () => infoOf(page() ?? ''),
  }
}

/** Requests the connection info, as the page in a browser does. */
function infoOf(page: string): Promise<PageInfo> {
  const { host } = new URL(page)
  const socket = new WebSocket(`ws://${host}/live`)
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('message', (data) => {
      const frame = JSON.parse(String(data)) as { readonly status: { readonly info: PageInfo } }
      socket.close()
      resolve(frame.status.info)
    })
  })
}
