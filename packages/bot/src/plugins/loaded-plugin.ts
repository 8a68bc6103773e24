import type { IdInput } from '@rookery/protocol'
import { checkPlace } from './check-place.js'
import { PluginError } from './plugin-error.js'
import type { PluginLife } from './plugin-life.js'
import type { Place } from './switches.js'

/** Keeper of a loaded plugin: starts it again, and records whether it is loaded. */
export interface PluginKeeper {
  /** Sets it up again, with another definition and config if they are given. */
  start(definition: unknown, config: unknown): Promise<PluginLife>
  /** Records whether it is loaded. */
  keep(isLoaded: boolean): void
}

/** A plugin that was loaded. */
export class LoadedPlugin {
  readonly name: string
  readonly #keeper: PluginKeeper
  #life: PluginLife
  #state: 'loaded' | 'unloaded' = 'loaded'
  /** Queue of loads and unloads, one at a time. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(life: PluginLife, keeper: PluginKeeper) {
    this.name = life.name
    this.#life = life
    this.#keeper = keeper
  }

  get state(): 'loaded' | 'unloaded' {
    return this.#state
  }

  /**
   * Whether its handlers and commands are enabled: in a group, for an event, or (without either) at all.
   *
   * ```ts
   * bot.plugins.get('weather')?.isEnabled(session.event)
   * ```
   */
  isEnabled(where: object = {}): boolean {
    return this.#life.isOn(where)
  }

  /**
   * Disables its handlers, commands and intents in a group, or everywhere, until they are enabled again, even across
   * restarts. It applies at once; settles when it is stored. Questions that it has already asked there continue.
   *
   * ```ts
   * await bot.plugins.get('weather')?.disable({ group_id: 30001 })
   * ```
   */
  async disable(where: { readonly group_id?: IdInput } = {}): Promise<void> {
    checkPlace('disable', where)
    return this.#life.switches.set(false, where satisfies Place)
  }

  /** Reverts a `disable` of the same group, or of everywhere. */
  async enable(where: { readonly group_id?: IdInput } = {}): Promise<void> {
    checkPlace('enable', where)
    return this.#life.switches.set(true, where satisfies Place)
  }

  /**
   * Removes everything that it added to the bot, in reverse order, and ends its conversations. It counts as unloaded
   * even if something could not be undone.
   *
   * @throws PluginError that holds each error
   */
  unload(): Promise<void> {
    return this.#inTurn(() => this.#unload())
  }

  /**
   * Unloads it and sets it up again, optionally with another definition of the same name, or another config.
   *
   * @throws PluginError when something could not be undone, and it is loaded all the same; or when it could not be set up
   */
  reload(definition?: { readonly name: string }, config?: unknown): Promise<void> {
    return this.#inTurn(async () => {
      const left = await this.#end()
      this.#life = await this.#keeper.start(definition, config)
      this.#change('loaded')
      if (left.length > 0) throw new PluginError(this.name, 'was not undone as a whole', left)
    })
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.unload()
  }

  async #unload(): Promise<void> {
    const left = await this.#end()
    if (left.length > 0) throw new PluginError(this.name, 'was not undone as a whole', left)
  }

  async #end(): Promise<readonly unknown[]> {
    if (this.#state === 'unloaded') return []
    const left = await this.#life.end()
    this.#change('unloaded')
    return left
  }

  #change(state: 'loaded' | 'unloaded'): void {
    this.#state = state
    this.#keeper.keep(state === 'loaded')
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => {})
    return done
  }
}
