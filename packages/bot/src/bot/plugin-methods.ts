import { loadFolder } from '../plugins/load-folder.js'
import type { OwningPlugin } from '../plugins/owning-plugin.js'
import { BOT_STORE } from '../plugins/plugin-definition.js'
import type { PluginMethods } from '../plugins/plugin-methods.js'
import type { Bot, BotMethods } from './bot.js'
import type { BotCore } from './core.js'

/** Plugin methods of a bot; with `plugin`, storage is that plugin's. */
export function pluginMethods(
  { plugins, storage, log }: BotCore,
  plugin?: OwningPlugin,
): Pick<BotMethods, keyof PluginMethods<Bot>> {
  return {
    plugin: (definition, config) => plugins.load(definition, config),
    loadPlugins: (folder) => loadFolder(folder, (found) => plugins.load(found), log),
    plugins: plugins.loaded,
    storage(name) {
      if (!plugin) return storage.open(name ?? BOT_STORE)
      return storage.open(name === undefined ? plugin.name : `${plugin.name}.${name}`)
    },
  }
}
