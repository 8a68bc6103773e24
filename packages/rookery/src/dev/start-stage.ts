import { defaultOptions, type Hub, silentLog } from '@rookery/hub'
import type { PageInfo } from '@rookery/sandbox'
import { memoryLinks } from '@rookery/transport'
import type { World } from '../cli/world.js'
import type { ChosenWorld } from '../sandbox/choose-world.js'
import { freePort } from '../sandbox/free-port.js'
import { type RunningSandbox, runSandbox, type SandboxSettings } from '../sandbox/run-sandbox.js'

/** A simulated QQ behind a hub: what a bot is developed on. */
export interface DevStage extends Pick<RunningSandbox, 'page'> {
  readonly hubUrl: string
  close(): Promise<void>
}

/** Starts both, joined in memory. @throws TransportError, LinkError when a port cannot be had */
export async function startStage(
  { world, file }: ChosenWorld,
  settings: Omit<SandboxSettings, 'world' | 'info'>,
  { startHub, stderr }: Pick<World, 'startHub' | 'stderr'>,
): Promise<DevStage> {
  const { host, port } = defaultOptions.listen
  const listen = { ...defaultOptions.listen, port: await freePort(host, port) }
  const warn = (_fields: object, text: string): void => void stderr.write(`hub: ${text}\n`)
  const hub = await startHub({ ...defaultOptions, listen }, { log: { ...silentLog, warn, error: warn } })
  try {
    const running = await runSandbox({
      ...settings,
      // The ports of the built-in world are for whoever has no hub.
      world: file === undefined ? { ...world, links: new Map() } : world,
      info: () => hubInfo(hub),
    })
    for (const account of running.accounts) {
      const [toHub, toAccount] = memoryLinks()
      account.attach(toAccount)
      hub.join(`sandbox ${account.self_id}`, toHub, String(account.self_id))
    }
    return {
      page: running.page,
      hubUrl: hub.url,
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

/** Whoever is connected to the hub hears every account that it asks for. */
function hubInfo(hub: Pick<Hub, 'url' | 'accounts' | 'clients'>): PageInfo {
  const connected = hub.clients().length
  const accounts = hub.accounts()
  return {
    accounts: accounts.map(({ self_id }) => {
      const query = accounts.length > 1 ? `?self_id=${self_id}` : ''
      const urls = [
        { type: 'ws', url: `${hub.url}/${query}` },
        { type: 'http', url: hub.url.replace(/^ws/, 'http') },
      ] as const
      return { self_id: Number(self_id), connected, urls }
    }),
  }
}
