import { resolve } from 'node:path'
import { jsonFiles } from '../storage/json-files.js'
import { ConfigError } from './config-error.js'
import { type BotConfig, type ConfigValues, configSchema, type ReadValues } from './config-schema.js'
import { mergeValues } from './merge-values.js'
import { parseConfig } from './parse-config.js'
import { type Environment, readEnvironment } from './read-environment.js'

/**
 * Defines a config in code. Environment variables override it: ROOKERY_URL, ROOKERY_TOKEN,
 * ROOKERY_SUPERUSERS=10001,10002, and for a plugin ROOKERY_PLUGIN_WEATHER__API_KEY, which sets its `apiKey`.
 *
 * ```ts
 * const config = defineConfig({ nickname: ['小企'], superusers: [10001] })
 * const bot = createBot(config)
 * ```
 *
 * @throws ConfigError that names each key that is wrong
 */
export const defineConfig = (values: ConfigValues, env: Environment = process.env): BotConfig =>
  checkConfig(values, { where: 'defineConfig', env, folder: process.cwd() })

interface Source {
  /** Name of the source, put before each problem. */
  readonly where: string
  readonly env: Environment
  /** Folder that a relative storage path starts from. */
  readonly folder: string
}

/** Checks a config, with the environment on top. @throws ConfigError */
export function checkConfig(found: unknown, { where, env, folder }: Source): BotConfig {
  const own = parseConfig(found)
  const fromEnvironment = readEnvironment(env, configSchema.table)
  const problems = [...own.problems.map((each) => `${where}: ${each}`), ...fromEnvironment.problems]
  if (problems.length > 0) throw new ConfigError(problems)
  const { storage, ...values } = mergeValues(own.values, fromEnvironment.values) as ReadValues
  return storage === undefined ? values : { ...values, storage: jsonFiles(resolve(folder, storage)) }
}
