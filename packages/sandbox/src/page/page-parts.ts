import type { World } from '../world/world.js'
import type { PageInfo } from './wire.js'

/** Worlds as the texts of world files. */
export interface PageWorlds {
  write(world: World): string
  /** @throws where the text is no sound world. */
  read(text: string): World
}

/** Settings of a served chat page: its address, its token, its files, and what it shows of bots. */
export interface PageSettings {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** The folder with the built page, as `@rookery/console` names it. */
  readonly staticFolder: URL
  /** Needed beyond loopback; whoever opens the page with `?token=` may use it. */
  readonly token?: string
  /** Names besides those of loopback by which browsers reach the page. */
  readonly hosts?: readonly string[]
  /** How bots reach the sandbox, and who is connected; asked again each second while a page is open. */
  readonly info?: () => PageInfo
  readonly worlds?: PageWorlds
}
