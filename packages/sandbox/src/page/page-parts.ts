import type { World } from '../world/world.js'
import type { PageInfo } from './wire.js'

/** Conversion of worlds to and from the text of world files. */
export interface PageWorlds {
  write(world: World): string
  /** @throws for a text that is not a valid world. */
  read(text: string): World
}

/** Settings of a served chat page: its address, its token, its files, and what it shows of bots. */
export interface PageSettings {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Folder with the built page, as `@rookery/console` names it. */
  readonly staticFolder: URL
  /** Required beyond loopback; anybody who opens the page with `?token=` may use it. */
  readonly token?: string
  /** Host names besides those of loopback by which browsers reach the page. */
  readonly hosts?: readonly string[]
  /** How bots reach the sandbox, and how many are connected; called every second while a page is open. */
  readonly info?: () => PageInfo
  readonly worlds?: PageWorlds
}
