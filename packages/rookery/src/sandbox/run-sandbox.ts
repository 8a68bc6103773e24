import { staticFolder } from '@rookery/console'
import {
  type AccountLinks,
  buildWorld,
  exportWorld,
  type LinkSpec,
  openPage,
  type Page,
  type PageInfo,
  type PageSettings,
  RunningClock,
  readWorld,
  Sandbox,
  startLinks,
  startRecording,
  type WorldFile,
} from '@rookery/sandbox'
import { linksInfo } from './links-info.js'
import { mediaAddress } from './media-address.js'

export interface RunSandboxSettings {
  readonly world: WorldFile
  /** The links as configured, where the world uses other ports. */
  readonly wanted?: WorldFile['links']
  readonly page: { readonly host: string; readonly port: number; readonly token?: string }
  /** File for a record of everything that happens; undefined for none. */
  readonly record?: string | undefined
  /** Connection info for the page. Default: by the links of the world. */
  readonly info?: () => PageInfo
}

export interface RunningSandbox {
  readonly sandbox: Sandbox
  readonly page: Page
  readonly accounts: readonly AccountLinks[]
  close(): Promise<void>
}

/**
 * Runs a sandbox until it is closed: the accounts on their links, and the chat page. @throws LinkError,
 * TransportError, RecordError if something cannot be opened; then nothing stays open
 */
export async function runSandbox(settings: RunSandboxSettings): Promise<RunningSandbox> {
  const clock = new RunningClock()
  const sandbox = new Sandbox(buildWorld(settings.world.spec, clock.now()), clock, settings.world.settings)
  const undo: (() => unknown)[] = [() => sandbox.close()]
  const close = async (): Promise<void> => {
    for (const each of undo.splice(0).reverse()) await each()
  }
  try {
    if (settings.record !== undefined) {
      const recording = startRecording(sandbox, settings.record)
      undo.push(() => recording.stop())
    }
    const accounts: AccountLinks[] = []
    const page = await openPage(sandbox, pageSettings(sandbox, settings, accounts))
    undo.push(() => page.close())
    const serveMedia = sandbox.media.serveAt(mediaAddress(page, settings.page.host, settings.world.links))
    for (const self_id of sandbox.world.accounts.keys()) {
      const specs: readonly LinkSpec[] = settings.world.links.get(self_id) ?? []
      const links = await startLinks(sandbox, self_id, specs, { serveMedia })
      accounts.push(links)
      undo.push(() => links.close())
    }
    return { sandbox, page, accounts, close }
  } catch (error) {
    await close()
    throw error
  }
}

function pageSettings(
  sandbox: Sandbox,
  {
    page,
    world,
    wanted = world.links,
    info = () => linksInfo(accounts, { links: wanted }),
  }: RunSandboxSettings,
  accounts: readonly AccountLinks[],
): PageSettings {
  return {
    ...page,
    staticFolder,
    info,
    worlds: {
      write: (now) => exportWorld(now, world.links, world.settings),
      read: (text) => buildWorld(readWorld(text).spec, sandbox.clock.now()),
    },
  }
}
