import { defaultOptions, type Hub, silentLog } from '@rookery/hub'
import type { PageBot, PageInfo } from '@rookery/sandbox'
import { memoryLinks } from '@rookery/transport'
import type { CommandContext } from '../cli/command-context.js'
import type { ChosenWorld } from '../sandbox/choose-world.js'
import { type RunningSandbox, type RunSandboxSettings, runSandbox } from '../sandbox/run-sandbox.js'

/** The environment of a bot in development: a simulated QQ behind a hub. */
export interface DevStage extends Pick<RunningSandbox, 'page'> {
  readonly hubUrl: string
  /** The hub's usual port, if it was taken and the hub uses another one. */
  readonly hubTakenPort?: number
  close(): Promise<void>
}

export interface StageSettings extends Omit<RunSandboxSettings, 'world' | 'info'> {
  /** Status of the bot, if it does not run. */
  readonly bot?: () => PageBot | undefined
}

/** Starts sandbox and hub, joined in memory. @throws TransportError, LinkError if a port is unavailable */
export async function startStage(
  { world, file }: ChosenWorld,
  settings: StageSettings,
  { startHub, freePort, stderr }: Pick<CommandContext, 'startHub' | 'freePort' | 'stderr'>,
): Promise<DevStage> {
  const { host, port } = defaultOptions.listen
  const listen = { ...defaultOptions.listen, port: await freePort(host, port) }
  const taken = listen.port === port ? undefined : port
  const warn = (_fields: object, text: string): void => void stderr.write(`hub: ${text}\n`)
  const hub = await startHub({ ...defaultOptions, listen }, { log: { ...silentLog, warn, error: warn } })
  try {
    const running = await runSandbox({
      ...settings,
      // The built-in world's ports are for use without a hub.
      world: file === undefined ? { ...world, links: new Map() } : world,
      info: () => hubInfo(hub, taken, settings.bot?.()),
    })
    for (const account of running.accounts) {
      const [toHub, toAccount] = memoryLinks()
      account.attach(toAccount)
      hub.join(`sandbox ${account.self_id}`, toHub, String(account.self_id))
    }
    return {
      page: running.page,
      hubUrl: hub.url,
      ...(taken !== undefined && { hubTakenPort: taken }),
      async close() {
        await hub.close()
        await running.close()
      },
    }
  } catch (error) {
    await hub.close()
    throw error
  }
}

/** Connection info for the hub: each connection to it serves every account that it asks for. */
function hubInfo(
  hub: Pick<Hub, 'url' | 'accounts' | 'clients'>,
  taken_port: number | undefined,
  bot: PageBot | undefined,
): PageInfo {
  const connected = hub.clients().length
  const accounts = hub.accounts()
  const taken = taken_port === undefined ? {} : { taken_port }
  return {
    ...(bot && { bot }),
    accounts: accounts.map(({ self_id }) => {
      const query = accounts.length > 1 ? `?self_id=${self_id}` : ''
      const urls = [
        { type: 'ws', url: `${hub.url}/${query}`, ...taken },
        { type: 'http', url: hub.url.replace(/^ws/, 'http'), ...taken },
      ] as const
      return { self_id: Number(self_id), connected, urls }
    }),
  }
}
