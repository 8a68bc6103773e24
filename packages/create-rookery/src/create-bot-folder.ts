import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { CreateError } from './create-error.js'
import { layersOf, type Template, type TemplateLanguage } from './templates.js'

/** Settings of a new bot: its folder, its template and the language of its texts. */
export interface FolderSettings {
  /** Path of the new folder; its last part is the name of the bot. */
  readonly folder: string
  readonly template?: Template
  readonly language?: TemplateLanguage
}

/** Result of the creation. */
export interface Created {
  readonly folder: string
  /** The name in its package.json. */
  readonly name: string
  /** Its files, as paths inside the folder. */
  readonly files: readonly string[]
}

/**
 * Creates a bot in a folder that does not exist yet, or is empty.
 *
 * ```ts
 * await createBotFolder({ folder: 'my-bot', language: 'zh' })
 * ```
 *
 * @throws CreateError `not_empty`
 */
export async function createBotFolder(settings: FolderSettings): Promise<Created> {
  const { template = 'weather', language = 'zh' } = settings
  const folder = resolve(settings.folder)
  await refuseFull(folder)
  const name = packageName(basename(folder))
  const values = { name, version: await ownVersion() }
  const files = new Set<string>()
  for (const layer of layersOf(template, language)) {
    for (const file of await filesIn(layer)) {
      const target = file.split(/[\\/]/).map(realName).join('/')
      files.add(target)
      await write(join(folder, target), filled(await readFile(join(layer, file), 'utf8'), values))
    }
  }
  return { folder, name, files: [...files].sort() }
}

/** Files of a new git repository; they do not count as content. */
const HARMLESS = new Set(['.git', '.DS_Store', 'Thumbs.db'])

async function refuseFull(folder: string): Promise<void> {
  const found = (await entriesOf(folder)).filter((name) => !HARMLESS.has(name))
  if (found.length === 0) return
  const shown = found.slice(0, 3).join(', ')
  throw new CreateError('not_empty', `${folder} is not empty (${shown}${found.length > 3 ? ', …' : ''})`)
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR')
      throw new CreateError('not_empty', `${folder} is a file`)
    throw error
  }
}

/** The package name for a folder name, which may contain more characters. */
export function packageName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[._-]+|[._-]+$/g, '')
  return name === '' ? 'my-bot' : name
}

async function ownVersion(): Promise<string> {
  const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    readonly version: string
  }
  return manifest.version
}

async function filesIn(layer: string): Promise<readonly string[]> {
  const entries = await readdir(layer, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(layer.length + 1))
}

/** Restores names that npm treats specially: it leaves out dotfiles, and reads files such as `.npmrc` itself. */
const realName = (name: string): string => name.replace(/^_dot_/, '.').replace(/^_/, '')

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (whole, key: string) => values[key] ?? whole)

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}
