import type { StandardSchemaV1 } from '@standard-schema/spec'
import { BotUsageError } from '../errors.js'
import type { PluginDefinition } from './plugin-definition.js'

/** Validates a plugin's config with its schema. @throws BotUsageError `bad_config` that names each key that is wrong */
export async function checkPluginConfig(
  { name, config: schema }: Pick<PluginDefinition<never>, 'name' | 'config'>,
  given: unknown,
): Promise<unknown> {
  if (!schema) {
    if (given === undefined) return undefined
    throw new BotUsageError('bad_config', `plugin ${name} has no config, found ${JSON.stringify(given)}`)
  }
  // Without a config, every key may still have a default.
  const result = await schema['~standard'].validate(given ?? {})
  if (!result.issues) return result.value
  const problems = result.issues.map((issue) => problemText(issue))
  throw new BotUsageError('bad_config', `the config of plugin ${name} is wrong: ${problems.join('; ')}`)
}

function problemText({ path = [], message }: StandardSchemaV1.Issue): string {
  const keys = path.map((part) => String(typeof part === 'object' ? part.key : part))
  return keys.length === 0 ? message : `"${keys.join('.')}": ${message}`
}
