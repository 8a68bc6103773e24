import type { Account } from '../accounts/account.js'
import type { Owner } from '../plugins/owner.js'
import type { Bot } from './bot.js'

/** The bot as somebody has it: calling through one account or through any, adding for a plugin or for nobody. */
export type BotView = (account: Account | undefined, plugin?: Owner) => Bot

/** Makes each view once. */
export function botViews(make: BotView): BotView {
  const nobodys = new Map<Account | undefined, Bot>()
  const ofPlugins = new WeakMap<Owner, Map<Account | undefined, Bot>>()
  const viewsOf = (plugin: Owner | undefined): Map<Account | undefined, Bot> => {
    if (!plugin) return nobodys
    const views = ofPlugins.get(plugin) ?? new Map<Account | undefined, Bot>()
    ofPlugins.set(plugin, views)
    return views
  }
  return (account, plugin) => {
    const views = viewsOf(plugin)
    const known = views.get(account)
    if (known) return known
    const made = make(account, plugin)
    views.set(account, made)
    return made
  }
}
