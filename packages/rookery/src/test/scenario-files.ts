import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { parseScenarios, type Scenario } from '@rookery/sandbox/transcript'
import { UsageError } from '../cli/usage-error.js'
import { type ScenarioWorld, worldOf } from './scenario-world.js'

/** Extension of scenario files. */
export const ENDING = '.chat'

/** A parsed scenario file. */
export interface ReadFile extends ScenarioWorld {
  readonly path: string
  /** Path as typed in a shell. */
  readonly file: string
  readonly text: string
  readonly scenarios: readonly Scenario[]
}

/** Finds scenario files: given files, and all below given folders, in order. @throws UsageError */
export function findFiles(paths: readonly string[], cwd: string): string[] {
  const found = paths.flatMap((path) => filesAt(path, cwd))
  if (found.length > 0) return [...new Set(found)]
  throw new UsageError(
    `no scenarios in ${paths.join(', ')}; allowed: files that end in ${ENDING}, and folders of them`,
  )
}

function filesAt(path: string, cwd: string): string[] {
  const full = resolve(cwd, path)
  const stat = statSync(full, { throwIfNoEntry: false })
  if (!stat)
    throw new UsageError(`there is no ${path}; allowed: files that end in ${ENDING}, and folders of them`)
  if (!stat.isDirectory()) return [full]
  return readdirSync(full, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ENDING) && !file.includes('node_modules'))
    .sort()
    .map((file) => join(full, file))
}

/** Reads one scenario file. @throws TranscriptError, WorldError */
export function readScenarioFile(path: string, cwd: string): ReadFile {
  const text = readFileSync(path, 'utf8')
  const file = relative(cwd, path) || basename(path)
  const { scenarios, ...parsed } = parseScenarios(text, basename(path, ENDING))
  return { path, file, text, scenarios, ...worldOf(parsed, file) }
}
