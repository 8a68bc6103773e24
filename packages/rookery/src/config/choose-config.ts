import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { HubOptions } from '@rookery/hub'
import type { Environment } from '@rookery/yaml-file'
import { loadConfig } from './load-config.js'
import { defaultConfig } from './rookery-yml.js'
import { type StoreConfig, toStoreConfig } from './store-config.js'

export const usualFile = 'rookery.yml'

export interface ChosenConfig {
  readonly options: HubOptions
  readonly store: StoreConfig
  /** The config file; absent for the defaults. */
  readonly file?: string
}

/** Loads the requested file, else `rookery.yml` if it exists, else the defaults. */
export function chooseConfig(
  asked: string | undefined,
  { cwd, env }: { readonly cwd: string; readonly env: Environment },
): ChosenConfig {
  const file = asked ?? (existsSync(resolve(cwd, usualFile)) ? usualFile : undefined)
  if (file !== undefined) return { ...loadConfig(file, env, cwd), file }
  return { options: defaultConfig, store: toStoreConfig({}, cwd) }
}
