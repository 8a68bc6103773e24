import { isToken, isWebSocketUrl } from '@rookery/yaml-file'
import { findAdminToken } from '../admin/admin-place.js'
import { type Arguments, configOption } from '../cli/command.js'
import type { CommandContext } from '../cli/command-context.js'
import { UsageError } from '../cli/usage-error.js'
import type { ChosenConfig } from '../config/choose-config.js'
import { type Target, targetOf } from './target.js'

/** Options of a command that asks a hub as its operator. */
export const adminOptions = {
  config: configOption,
  url: { value: 'ws://…', help: 'which hub (default: that of the config)' },
  token: {
    value: 'token',
    help: 'its admin token (default: listen.admin_token of the config, else the one that the hub has made)',
  },
} as const

/**
 * Chooses the hub to ask, with its admin token: that of the command line, of the config, or the one that the running hub has
 * made. A token of the config is sent to the config's hub only, unless both options were given.
 */
export async function adminTarget(
  { config, url, token }: Arguments['options'],
  context: CommandContext,
): Promise<Target> {
  if (token !== undefined && !isToken(token))
    throw new UsageError('--token has a character that no header can carry')
  if (url !== undefined && !isWebSocketUrl(url))
    throw new UsageError('--url is no WebSocket URL; allowed: ws://… or wss://… without #')
  if (url !== undefined && config === undefined) return { url, ...(token !== undefined && { token }) }
  const { chooseConfig } = await import('../config/choose-config.js')
  const chosen = chooseConfig(config, context)
  const { token: _, ...target } = url === undefined ? targetOf(chosen.options.listen) : { url, token }
  const own = token ?? tokenOf(chosen, context)
  return { ...target, ...(own !== undefined && { token: own }) }
}

const tokenOf = (config: ChosenConfig, { env }: CommandContext): string | undefined =>
  config.admin.adminToken ?? findAdminToken(config, env)
