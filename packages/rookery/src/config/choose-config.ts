import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Environment } from '@rookery/yaml-file'
import { toAdminConfig } from './admin-config.js'
import { type LoadedConfig, loadConfig, reloadConfig } from './load-config.js'
import { defaultConfig } from './rookery-yml.js'
import { toStoreConfig } from './store-config.js'

export const usualFile = 'rookery.yml'

export interface ChosenConfig extends LoadedConfig {
  /** The config file; absent for the defaults. */
  readonly file?: string
}

/** Where a config is looked for. */
interface Surroundings {
  readonly cwd: string
  readonly env: Environment
}

/** Loads the requested file, else `rookery.yml` if it exists, else the defaults. */
export function chooseConfig(asked: string | undefined, { cwd, env }: Surroundings): ChosenConfig {
  const file = asked ?? (existsSync(resolve(cwd, usualFile)) ? usualFile : undefined)
  if (file !== undefined) return { ...loadConfig(file, env, cwd), file }
  const rest = { store: toStoreConfig({}, cwd), admin: toAdminConfig(), isWatched: false }
  return { options: defaultConfig, ...rest }
}

/** Loads the file of a running hub again, or `rookery.yml` if there was none; undefined if there still is none. */
export function chooseAgain(running: ChosenConfig, { cwd, env }: Surroundings): ChosenConfig | undefined {
  const file = running.file ?? (existsSync(resolve(cwd, usualFile)) ? usualFile : undefined)
  return file === undefined ? undefined : { ...reloadConfig(file, env, cwd), file }
}
