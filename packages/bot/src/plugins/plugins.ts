import { BotClosed, BotUsageError } from '../errors.js'
import type { Storage } from '../storage/storage.js'
import { checkPluginConfig } from './check-plugin-config.js'
import { LoadedPlugin } from './loaded-plugin.js'
import { checkDefinition, type PluginDefinition, SWITCHES_STORE } from './plugin-definition.js'
import { PluginError } from './plugin-error.js'
import { PluginLife } from './plugin-life.js'
import { Switches } from './switches.js'

/** Parts of the bot that plugins use. */
export interface PluginHost<B> {
  readonly storage: Storage
  /** Config of plugins by their names, for those that are loaded without any. */
  readonly configs: Readonly<Record<string, unknown>>
  /** The plugin's view of the bot: it owns what is added through it. */
  botOf(life: PluginLife): B
}

/** The plugins of a bot. */
export class Plugins<B> {
  readonly #host: PluginHost<B>
  readonly #loaded = new Map<string, LoadedPlugin>()
  readonly #names = new Set<string>()
  #state: 'open' | 'closed' = 'open'

  constructor(host: PluginHost<B>) {
    this.#host = host
  }

  /** Loaded plugins, in the order in which they were loaded. */
  get loaded(): ReadonlyMap<string, LoadedPlugin> {
    return this.#loaded
  }

  /** Loads a plugin: all of it, or nothing. @throws BotUsageError, PluginError, BotClosed */
  async load(value: unknown, given?: unknown): Promise<LoadedPlugin> {
    const definition = checkDefinition<B>(value)
    const start = async () => this.#keep(await this.#start(definition, given), definition, given)
    return this.#named(definition.name, start)
  }

  /** Unloads all, the last one first. Returns the errors. */
  async close(): Promise<readonly unknown[]> {
    this.#state = 'closed'
    const errors: unknown[] = []
    for (const plugin of [...this.#loaded.values()].reverse()) {
      await plugin.unload().catch((error: unknown) => errors.push(error))
    }
    return errors
  }

  /** Starts something under a free name, which it keeps unless the start fails. */
  async #named<T>(name: string, start: () => Promise<T>): Promise<T> {
    if (this.#names.has(name)) {
      const reason = `there is a plugin ${name} already; unload it first, or reload it`
      throw new BotUsageError('duplicate_plugin', reason)
    }
    this.#names.add(name)
    try {
      return await start()
    } catch (error) {
      this.#names.delete(name)
      throw error
    }
  }

  async #start(definition: PluginDefinition<B>, given: unknown): Promise<PluginLife> {
    const { name } = definition
    const { configs, storage } = this.#host
    if (this.#state === 'closed') throw new BotClosed(`plugin ${name}`)
    const own = Object.hasOwn(configs, name) ? configs[name] : undefined
    const config = await checkPluginConfig(definition, given ?? own)
    const switches = new Switches(name, () => storage.open(SWITCHES_STORE))
    await switches.load()
    const life = new PluginLife(name, switches)
    await this.#setUp(life, () => definition.setup(this.#host.botOf(life), config))
    return life
  }

  async #setUp(life: PluginLife, setup: () => unknown): Promise<void> {
    try {
      const undo = await setup()
      if (typeof undo === 'function') life.scope.add(undo as () => unknown)
      if (this.#state === 'closed') throw new BotClosed('its setup')
      life.begin()
    } catch (error) {
      throw new PluginError(life.name, 'could not be set up', [error, ...(await life.end())])
    }
  }

  #keep(life: PluginLife, definition: PluginDefinition<B>, given: unknown): LoadedPlugin {
    const { name } = life
    const plugin: LoadedPlugin = new LoadedPlugin(life, {
      start: (other, config) =>
        this.#named(name, async () =>
          this.#start(other === undefined ? definition : this.#same(name, other), config ?? given),
        ),
      keep: (isLoaded) => {
        if (isLoaded) this.#loaded.set(name, plugin)
        else this.#loaded.delete(name)
        if (!isLoaded) this.#names.delete(name)
      },
    })
    this.#loaded.set(name, plugin)
    return plugin
  }

  #same(name: string, value: unknown): PluginDefinition<B> {
    const definition = checkDefinition<B>(value)
    if (definition.name === name) return definition
    throw new BotUsageError('bad_plugin', `plugin ${name} cannot become plugin ${definition.name}`)
  }
}
