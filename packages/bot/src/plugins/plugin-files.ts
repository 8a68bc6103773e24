import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, parse, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { BotUsageError } from '../errors.js'

/** A file that should export a plugin. */
export interface PluginFile {
  readonly path: string
  readonly url: string
}

const JAVASCRIPT = ['.js', '.mjs']
const TYPESCRIPT = ['.ts', '.mts']
/** Suffixes of files that are not plugins: type declarations and tests. */
const BESIDE = /\.(d|test|spec)$/

/** Modules of a folder, by name: its files, and the `index` of each folder in it. @throws BotUsageError */
export async function pluginFiles(folder: string | URL): Promise<readonly PluginFile[]> {
  const path = folder instanceof URL ? fileURLToPath(folder) : resolve(folder)
  const entries = await entriesOf(path)
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  const found = modulesIn(files).map((name) => join(path, name))
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    const inside = (await entriesOf(join(path, name))).map((entry) => entry.name)
    const index = modulesIn(inside).find((each) => parse(each).name === 'index')
    if (index !== undefined) found.push(join(path, name, index))
  }
  return found.sort().map((each) => ({ path: each, url: pathToFileURL(each).href }))
}

/** One module per name: if TypeScript and its compiled output lie side by side, the one that this process reads. */
function modulesIn(files: readonly string[]): readonly string[] {
  const preferred = readsTypeScript() ? [...TYPESCRIPT, ...JAVASCRIPT] : [...JAVASCRIPT, ...TYPESCRIPT]
  const modules = new Map<string, string>()
  for (const extension of preferred) {
    for (const file of files) {
      const { name, ext } = parse(file)
      if (ext === extension && !BESIDE.test(name) && !modules.has(name)) modules.set(name, file)
    }
  }
  return [...modules.values()]
}

/** Whether this process runs under tsx or another loader, or Node reads TypeScript itself. */
const readsTypeScript = (): boolean =>
  ('typescript' in process.features && process.features.typescript !== false) ||
  [...process.execArgv, process.env.NODE_OPTIONS ?? ''].some((each) => /\btsx\b|--loader|--import/.test(each))

async function entriesOf(path: string): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true })
    return entries.filter(({ name }) => !/^[_.]/.test(name))
  } catch (cause) {
    throw new BotUsageError('no_folder', `there is no folder of plugins ${path}`, { cause })
  }
}
