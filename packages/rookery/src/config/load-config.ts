import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { HubOptions } from '@rookery/hub'
import { type Environment, readYamlFile } from '@rookery/yaml-file'
import { checkConfigAcross } from './across.js'
import { type AdminConfig, toAdminConfig } from './admin-config.js'
import { HubConfigError } from './config-error.js'
import { type RookeryYml, rookeryYml, toHubOptions } from './rookery-yml.js'
import { type StoreConfig, toStoreConfig } from './store-config.js'

/** Origin of a config text: file name, base directory and variables. */
export interface ConfigSource {
  /** Name of the file in messages. */
  readonly file: string
  /** Base directory of paths in the config. */
  readonly directory: string
  readonly env: Environment
}

/**
 * Reads a config file. Error messages name it by `file`, as given.
 *
 * @example const options = loadHubConfig('rookery.yml')
 * @throws HubConfigError with all its problems
 */
export function loadHubConfig(
  file: string,
  env: Environment = process.env,
  cwd: string = process.cwd(),
): HubOptions {
  return loadConfig(file, env, cwd).options
}

/** All that a config file says. */
export interface LoadedConfig {
  readonly options: HubOptions
  readonly store: StoreConfig
  readonly admin: AdminConfig
  /** Whether the file is read again as soon as it is saved. */
  readonly isWatched: boolean
}

/** Like `loadHubConfig`, with what is not the hub's but its process's. */
export function loadConfig(file: string, env: Environment, cwd: string): LoadedConfig {
  const path = resolve(cwd, file)
  return loadText(readText(path, file), { file, directory: dirname(path), env })
}

/**
 * Reads the config of a running hub again. An empty file is refused: editors leave one for a moment while they save, and it would
 * remove all clients.
 *
 * @throws HubConfigError with all its problems
 */
export function reloadConfig(file: string, env: Environment, cwd: string): LoadedConfig {
  const path = resolve(cwd, file)
  const text = readText(path, file)
  if (text.trim() !== '') return loadText(text, { file, directory: dirname(path), env })
  const allowed = 'a config; for the defaults, start the hub anew'
  throw new HubConfigError(file, [{ file, path: '', found: 'an empty file', allowed }])
}

function loadText(text: string, source: ConfigSource): LoadedConfig {
  const { directory } = source
  const content = parseConfig(text, source)
  return {
    options: toHubOptions(content),
    store: toStoreConfig(content, directory),
    admin: toAdminConfig(content.listen),
    isWatched: content.watch_config ?? false,
  }
}

/**
 * Parses the text of a config; an empty text gives the defaults.
 *
 * @throws HubConfigError with all its problems
 */
export function parseHubConfig(text: string, source: ConfigSource): HubOptions {
  return toHubOptions(parseConfig(text, source))
}

function parseConfig(text: string, { file, directory, env }: ConfigSource): RookeryYml {
  const rules = { schema: rookeryYml, across: checkConfigAcross }
  const { content, problems } = readYamlFile(text, rules, { file, directory, env })
  if (content === undefined) throw new HubConfigError(file, problems)
  return content
}

function readText(path: string, file: string): string {
  const bytes = readBytes(path, file)
  if (isUtf8(bytes)) return bytes.toString('utf8')
  throw new HubConfigError(file, [
    { file, path: '', found: 'another encoding than UTF-8', allowed: 'a file saved as UTF-8' },
  ])
}

function readBytes(path: string, file: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const found = code === 'ENOENT' ? 'no such file' : `a file that cannot be read (${code})`
    throw new HubConfigError(file, [{ file, path: '', found, allowed: 'a readable rookery.yml' }])
  }
}
