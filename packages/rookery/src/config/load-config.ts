import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { HubOptions } from '@rookery/hub'
import { checkAcross } from './across.js'
import { ConfigError, type Problem } from './config-error.js'
import type { Environment } from './env-reference.js'
import { rookeryYml, toHubOptions } from './rookery-yml.js'
import type { Reading } from './shape.js'
import { readYaml } from './yaml-source.js'
import type { Spot } from './yaml-tree.js'

export interface ConfigSource {
  /** What messages call the file. */
  readonly file: string
  /** Where paths inside the config start. */
  readonly directory: string
  readonly env: Environment
}

/**
 * Reads a config file, which messages call as it is called here.
 *
 * @example const options = loadConfig('rookery.yml')
 * @throws ConfigError with everything that is wrong in it
 */
export function loadConfig(
  file: string,
  env: Environment = process.env,
  cwd: string = process.cwd(),
): HubOptions {
  const path = resolve(cwd, file)
  return parseConfig(readText(path, file), { file, directory: dirname(path), env })
}

/**
 * Reads a config's text. An empty one is the defaults.
 *
 * @throws ConfigError with everything that is wrong in it
 */
export function parseConfig(text: string, { file, directory, env }: ConfigSource): HubOptions {
  const { root, problems: early } = readYaml(text, env)
  if (root === undefined) throw new ConfigError(file, early)
  const problems = [...early]
  const reading: Reading = {
    directory,
    problem: (at, problem) => {
      if (!early.some((first) => isSamePlace(first, at))) problems.push(problemAt(at, problem))
    },
  }
  const content = rookeryYml(root, reading)
  checkAcross(root, reading)
  if (content === undefined || problems.length > 0) throw new ConfigError(file, problems)
  return toHubOptions(content)
}

/** A variable that is missing leaves an empty text, about which nothing more needs to be said. */
function isSamePlace({ at }: Problem, { line, column }: Spot): boolean {
  return at?.line === line && at.column === column
}

function problemAt({ line, column, path }: Spot, problem: Omit<Problem, 'at' | 'path'>): Problem {
  return { at: { line, column }, path, ...problem }
}

function readText(path: string, file: string): string {
  const bytes = readBytes(path, file)
  if (isUtf8(bytes)) return bytes.toString('utf8').replace(/^\uFEFF/, '')
  throw new ConfigError(file, [
    { path: '', found: 'another encoding than UTF-8', allowed: 'a file saved as UTF-8' },
  ])
}

function readBytes(path: string, file: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const found = code === 'ENOENT' ? 'no such file' : `a file that cannot be read (${code})`
    throw new ConfigError(file, [{ path: '', found, allowed: 'a readable rookery.yml' }])
  }
}
