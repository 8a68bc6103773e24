import type { Store } from '../storage/storage.js'
import type { LoadedFolder } from './load-folder.js'
import type { LoadedPlugin } from './loaded-plugin.js'
import type { PluginDefinition } from './plugin-definition.js'

/** What a bot can be told about plugins, and what they keep. */
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
   * Loads every file and folder of a folder: what it exports by default is a plugin. What begins with `_` or `.` is left
   * out. One that cannot be loaded is told in the log and in `failed`, and keeps no other from loading.
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
   * Values by key, kept across restarts. Within a plugin it is the plugin's own; a name makes it another one.
   *
   * ```ts
   * await bot.storage().set('points', { alice: 3 })
   * ```
   */
  storage(name?: string): Store
}
