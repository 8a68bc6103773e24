import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { checkOptions } from '../checks/check-options.js'
import { object, options, text } from '../checks/option-kind.js'
import { ConfigError } from './config-error.js'
import type { BotConfig } from './config-schema.js'
import { checkConfig } from './define-config.js'
import type { Environment } from './read-environment.js'

/** File that is read by default; it may be missing. */
const USUAL_FILE = 'bot.config.json'

/** Options of `loadConfig`. */
export interface LoadConfigOptions {
  /** A JSON file; default `bot.config.json`, if there is one. */
  readonly file?: string
  /** Environment variables; by default those of the process. */
  readonly env?: Environment
}

const loadConfigOptions = options<LoadConfigOptions>({ file: text, env: object })

/**
 * Loads a config from a file. Environment variables override it: see `defineConfig`.
 *
 * ```ts
 * const config = await loadConfig()
 * const bot = createBot(config)
 * await bot.connect(config.url ?? 'ws://127.0.0.1:7700')
 * ```
 *
 * @throws ConfigError that names each key that is wrong
 */
export async function loadConfig(given: LoadConfigOptions = {}): Promise<BotConfig> {
  checkOptions('loadConfig', given, loadConfigOptions)
  const { file, env = process.env } = given
  const where = file ?? USUAL_FILE
  const path = resolve(where)
  const json = await readText(path, file !== undefined)
  return checkConfig(json === undefined ? {} : parse(json, where), { where, env, folder: dirname(path) })
}

async function readText(path: string, mustBeThere: boolean): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT' && !mustBeThere) return undefined
    throw new ConfigError([`${path} cannot be read: ${message}`], { cause })
  }
}

function parse(json: string, where: string): unknown {
  try {
    // Editors on Windows write a byte order mark.
    return JSON.parse(json.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new ConfigError([`${where} is no JSON: ${(cause as Error).message}`], { cause })
  }
}
