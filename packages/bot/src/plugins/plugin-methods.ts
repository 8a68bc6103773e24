import type { Store } from '../storage/storage.js'
import type { LoadedFolder } from './load-folder.js'
import type { LoadedPlugin } from './loaded-plugin.js'
import type { PluginDefinition } from './plugin-definition.js'

/** Methods of a bot for plugins and their storage. */
export interface PluginMethods<B> {
  /**
   * Loads a plugin, whole or not at all. Without `config` it gets that of its name in the option `plugins` of the bot.
   *
   * ```ts
   * const weather = await bot.plugin(weatherPlugin, { unit: 'C' })
   * await weather.unload()
   * ```
   *
   * @throws PluginError when its setup fails. @throws BotUsageError for a wrong config, and for a name that is taken
   */
  plugin<I, O>(definition: PluginDefinition<B, I, O>, config?: I): Promise<LoadedPlugin>
  /**
   * Loads every file and folder of a folder: the default export is a plugin. Names that begin with `_` or `.` are
   * skipped. A plugin that cannot be loaded is reported in the log and in `failed`, and stops no other.
   *
   * ```ts
   * await bot.loadPlugins(new URL('plugins/', import.meta.url))
   * ```
   *
   * @throws BotUsageError when there is no such folder
   */
  loadPlugins(folder: string | URL): Promise<LoadedFolder>
  /** The plugins that are loaded, by their names. */
  readonly plugins: ReadonlyMap<string, LoadedPlugin>
  /**
   * Store of values by key, kept across restarts. In a plugin, by default the plugin's own; `name` selects another.
   *
   * ```ts
   * await bot.storage().set('points', { alice: 3 })
   * ```
   */
  storage(name?: string): Store
}
