import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Deed } from '../deeds/deeds.js'
import type { Observer } from '../observation.js'
import type { World } from '../world/world.js'
import type { PageInfo } from './wire.js'

/** As much of a sandbox as the page needs. */
export interface PageSandbox {
  readonly clock: { now(): number; readonly advance?: (byMs: number) => Promise<void> }
  readonly world: World
  act(by: number, deed: Deed): unknown
  setOnline(self_id: number, online: boolean): void
  observe(observer: Observer): () => void
  reset(world?: World): void
}

/** Where pictures go and come from. */
export interface PageMedia {
  /** Keeps what was uploaded; a message names it by `file`. */
  keep(bytes: Buffer, name: string): Promise<{ readonly file: string }>
  serve(file: string, request: IncomingMessage, response: ServerResponse): void | Promise<void>
}

/** Worlds as the texts of world files. */
export interface PageWorlds {
  write(world: World): string
  /** @throws where the text is no sound world. */
  read(text: string): World
}

export interface PageFaults {
  add(fault: unknown): void
  clear(): void
}

export interface PageSettings {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** The folder with the built page, as `@rookery/console` names it. */
  readonly staticFolder: URL
  /** Needed beyond loopback; whoever opens the page with `?token=` may use it. */
  readonly token?: string
  /** How bots reach the sandbox, and who is connected; asked again each second while a page is open. */
  readonly info?: () => PageInfo
  readonly media?: PageMedia
  readonly worlds?: PageWorlds
  readonly faults?: PageFaults
}
