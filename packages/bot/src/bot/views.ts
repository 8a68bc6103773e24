import type { Account } from '../accounts/account.js'
import { BotUsageError } from '../errors.js'
import type { OwningPlugin } from '../plugins/owning-plugin.js'
import type { Bot } from './bot.js'

/** Creates a view of the bot: calling through one account or any, adding for a plugin or for none. */
type MakeView = (account: Account | undefined, plugin: OwningPlugin | undefined) => Bot

/** Views of one bot, each created once. Sessions request them before the function that creates them is set. */
export class BotViews {
  readonly #nobodys = new Map<Account | undefined, Bot>()
  readonly #ofPlugins = new WeakMap<OwningPlugin, Map<Account | undefined, Bot>>()
  #make: MakeView = () => {
    throw new BotUsageError('no_bot', 'the bot has no view yet')
  }

  /** Sets the function that creates views. */
  makeBy(make: MakeView): void {
    this.#make = make
  }

  of(account: Account | undefined, plugin?: OwningPlugin): Bot {
    const views = this.#viewsOf(plugin)
    const known = views.get(account)
    if (known) return known
    const made = this.#make(account, plugin)
    views.set(account, made)
    return made
  }

  #viewsOf(plugin: OwningPlugin | undefined): Map<Account | undefined, Bot> {
    if (!plugin) return this.#nobodys
    const views = this.#ofPlugins.get(plugin) ?? new Map<Account | undefined, Bot>()
    this.#ofPlugins.set(plugin, views)
    return views
  }
}
