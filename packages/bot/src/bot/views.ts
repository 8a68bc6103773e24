import type { Account } from '../accounts/account.js'
import { BotUsageError } from '../errors.js'
import type { Owner } from '../plugins/owner.js'
import type { Bot } from './bot.js'

/** The bot as somebody has it: calling through one account or through any, adding for a plugin or for nobody. */
type MakeView = (account: Account | undefined, plugin: Owner | undefined) => Bot

/** The views of one bot, each made once. Sessions ask for them; who makes them comes after the parts of the bot. */
export class BotViews {
  readonly #nobodys = new Map<Account | undefined, Bot>()
  readonly #ofPlugins = new WeakMap<Owner, Map<Account | undefined, Bot>>()
  #make: MakeView = () => {
    throw new BotUsageError('no_bot', 'the bot has no view yet')
  }

  /** Makes views this way. */
  makeBy(make: MakeView): void {
    this.#make = make
  }

  of(account: Account | undefined, plugin?: Owner): Bot {
    const views = this.#viewsOf(plugin)
    const known = views.get(account)
    if (known) return known
    const made = this.#make(account, plugin)
    views.set(account, made)
    return made
  }

  #viewsOf(plugin: Owner | undefined): Map<Account | undefined, Bot> {
    if (!plugin) return this.#nobodys
    const views = this.#ofPlugins.get(plugin) ?? new Map<Account | undefined, Bot>()
    this.#ofPlugins.set(plugin, views)
    return views
  }
}
