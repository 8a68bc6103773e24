import { BotUsageError } from '../errors.js'
import type { Log } from '../log.js'
import type { LoadedPlugin } from './loaded-plugin.js'
import { type PluginFile, pluginFiles } from './plugin-files.js'
import { Scope } from './scope.js'

/** A file that could not be loaded as a plugin, and why. */
export interface FailedFile {
  readonly file: string
  readonly error: unknown
}

/** Result of loading a folder of plugins. */
export interface LoadedFolder extends AsyncDisposable {
  readonly loaded: readonly LoadedPlugin[]
  readonly failed: readonly FailedFile[]
  /** Unloads what was loaded. */
  unload(): Promise<void>
}

/** Loads the default export of every file of a folder, in the order of their names. @throws BotUsageError */
export async function loadFolder(
  folder: string | URL,
  load: (plugin: unknown) => Promise<LoadedPlugin>,
  log: Log,
): Promise<LoadedFolder> {
  const loaded: LoadedPlugin[] = []
  const failed: FailedFile[] = []
  for (const file of await pluginFiles(folder)) {
    try {
      loaded.push(await load(await pluginIn(file)))
    } catch (error) {
      failed.push({ file: file.path, error })
      log.error({ err: error, file: file.path }, `the plugin in ${file.path} could not be loaded`)
    }
  }
  const unload = async (): Promise<void> => {
    const scope = new Scope('the folder')
    for (const plugin of loaded) scope.add(() => plugin.unload())
    await scope.dispose()
  }
  return { loaded, failed, unload, [Symbol.asyncDispose]: unload }
}

async function pluginIn({ url, path }: PluginFile): Promise<unknown> {
  try {
    return ((await import(url)) as { readonly default?: unknown }).default
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_UNKNOWN_FILE_EXTENSION') throw cause
    const reason = `${path} is TypeScript, which this Node does not read: run the bot with tsx, or in a test give the plugin to bot.plugin`
    throw new BotUsageError('needs_tsx', reason, { cause })
  }
}
