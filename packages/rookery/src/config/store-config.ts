import { resolve } from 'node:path'
import type { RookeryYml } from './rookery-yml.js'

/** Where and how a hub keeps what outlives its process. */
export interface StoreConfig {
  readonly engine: 'disk' | 'memory'
  /** Absolute path. */
  readonly folder: string
  /** Whether the config names the folder: then the hub does not start without it. */
  readonly isNamed: boolean
  readonly durability: 'process' | 'power'
  /** Limits of the history on disk. */
  readonly history: { readonly ageMs: number; readonly bytes: number }
}

const FOLDER = 'rookery-data'
const DAY_MS = 24 * 60 * 60 * 1000
const HISTORY = { ageMs: 7 * DAY_MS, bytes: 2 * 1024 ** 3 }

/** Reads the store's keys of a config; its paths begin at `directory`. */
export function toStoreConfig({ data, journal = {} }: RookeryYml, directory: string): StoreConfig {
  const { engine = 'disk', durability = 'process', history } = journal
  return {
    engine,
    folder: resolve(directory, data ?? FOLDER),
    isNamed: data !== undefined,
    durability,
    history: { ageMs: history?.age ?? HISTORY.ageMs, bytes: history?.bytes ?? HISTORY.bytes },
  }
}
