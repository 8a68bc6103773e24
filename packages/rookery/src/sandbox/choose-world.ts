import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readWorld, type WorldFile } from '@rookery/sandbox'
import type { CommandContext } from '../cli/command-context.js'
import { UsageError } from '../cli/usage-error.js'
import { defaultWorld } from './default-world.js'

/** The default world file. */
const usualWorld = 'world.yml'

export interface ChosenWorld {
  readonly world: WorldFile
  /** The world file; undefined for the built-in world. */
  readonly file: string | undefined
}

/**
 * Reads the given file, else `world.yml` if it exists, else the small built-in world.
 *
 * @throws UsageError for a file that cannot be read
 * @throws WorldError for one that is no sound world
 */
export function chooseWorld(
  named: string | undefined,
  { cwd, env }: Pick<CommandContext, 'cwd' | 'env'>,
): ChosenWorld {
  const file = named ?? (existsSync(resolve(cwd, usualWorld)) ? usualWorld : undefined)
  if (file === undefined) return { world: readWorld(defaultWorld, { file: 'the built-in world' }), file }
  return { world: readWorld(readText(resolve(cwd, file), file), { file, env }), file }
}

function readText(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new UsageError(`the world ${shown} cannot be read: ${(cause as Error).message}`)
  }
}
