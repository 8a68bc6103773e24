import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { defaultOptions, type HubOptions } from '@rookery/hub'
import type { Environment } from '@rookery/yaml-file'
import { loadHubConfig } from './load-config.js'

export const usualFile = 'rookery.yml'

export interface ChosenConfig {
  readonly options: HubOptions
  /** The config file; absent for the defaults. */
  readonly file?: string
}

/** Loads the requested file, else `rookery.yml` if it exists, else the defaults. */
export function chooseConfig(
  asked: string | undefined,
  { cwd, env }: { readonly cwd: string; readonly env: Environment },
): ChosenConfig {
  const file = asked ?? (existsSync(resolve(cwd, usualFile)) ? usualFile : undefined)
  return file === undefined ? { options: defaultOptions } : { options: loadHubConfig(file, env, cwd), file }
}
