import { isToken, isWebSocketUrl } from '@rookery/yaml-file'
import { type Arguments, type Command, configOption } from '../cli/command.js'
import { exitCode } from '../cli/exit-code.js'
import { UsageError } from '../cli/usage-error.js'
import type { World } from '../cli/world.js'
import { chooseConfig } from '../config/choose-config.js'
import { durationAllowed, parseDuration } from '../config/units.js'
import { ask } from './ask.js'
import { indentJson } from './indent-json.js'
import { paramsJson } from './params.js'
import { type Target, targetOf } from './target.js'

export const call: Command = {
  summary:
    'calls one action and prints its reply: exit code 0 if it is ok, 1 if it failed, 2 if there is none',
  operands: '<action> [key=value …]',
  options: {
    config: configOption,
    url: { value: 'ws://…', help: 'whom to call (default: the hub of the config)' },
    token: { value: 'token', help: 'its token (default: listen.token of the config)' },
    timeout: { value: 'duration', help: 'how long to wait, such as 30s (default: 10s)' },
  },
  async run({ operands: [action, ...words], options }, world) {
    if (!action) throw new UsageError('no action; allowed: rookery call <action> [key=value …]')
    const question = { action, paramsJson: paramsJson(words), timeoutMs: timeoutOf(options.timeout) }
    const print = (reply: string) => world.stdout.write(`${indentJson(reply)}\n`)
    const outcome = await ask(chooseTarget(options, world), question, print)
    if ('status' in outcome) return ['ok', 'async'].includes(outcome.status) ? exitCode.ok : exitCode.failed
    world.stderr.write(`rookery: ${outcome.failure}\n`)
    return exitCode.unreachable
  },
}

function timeoutOf(text = '10s'): number {
  const timeoutMs = parseDuration(text)
  if (timeoutMs === undefined) throw new UsageError(`--timeout is "${text}"; allowed: ${durationAllowed}`)
  return timeoutMs
}

/** The config's token goes to the config's hub, and to another only if both were asked for. */
function chooseTarget({ config, url, token }: Arguments['options'], world: World): Target {
  if (token !== undefined && !isToken(token))
    throw new UsageError('--token holds a sign that no header can carry')
  const own = token === undefined ? {} : { token }
  if (url === undefined) return { ...targetOf(chooseConfig(config, world).options.listen), ...own }
  if (!isWebSocketUrl(url))
    throw new UsageError('--url is no WebSocket URL; allowed: ws://… or wss://… without #')
  const configured = config === undefined ? undefined : chooseConfig(config, world).options.listen.token
  return { url, ...(configured !== undefined && { token: configured }), ...own }
}
