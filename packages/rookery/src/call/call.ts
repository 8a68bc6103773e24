import { type CliCommand, configOption } from '../cli/command.js'
import { exitCode } from '../cli/exit-code.js'
import { UsageError } from '../cli/usage-error.js'
import { durationAllowed, parseDuration } from '../config/units.js'
import { ask } from './ask.js'
import { indentJson } from './indent-json.js'
import { paramsJson } from './params.js'
import { chooseTarget } from './target.js'

/** Hints for actions whose names are also paths of the hub, which are more likely meant. */
const pathsOfTheHub: Readonly<Record<string, string>> = {
  get_online_clients:
    'this asks the account on which devices it is logged in; the applications at the hub: rookery clients',
  get_ws_port:
    'the hub opens a port at GET /api/get_ws_port, and this asks the account; see the guide, ws.md',
}

export const callCommand: CliCommand = {
  summary:
    'calls one action and prints its reply: exit code 0 if it is ok, 1 if it failed, 2 if there is none',
  operands: '<action> [key=value …]',
  options: {
    config: configOption,
    url: { value: 'ws://…', help: 'which hub or implementation to call (default: the hub of the config)' },
    token: { value: 'token', help: 'its token (default: listen.token of the config)' },
    timeout: { value: 'duration', help: 'how long to wait, such as 30s (default: 10s)' },
  },
  async run({ operands: [action, ...words], options }, context) {
    if (!action) throw new UsageError('no action; allowed: rookery call <action> [key=value …]')
    const question = { action, paramsJson: paramsJson(words), timeoutMs: timeoutOf(options.timeout) }
    const print = (reply: string) => context.stdout.write(`${indentJson(reply)}\n`)
    const outcome = await ask(await chooseTarget(options, context), question, print)
    const hint = Object.hasOwn(pathsOfTheHub, action) ? pathsOfTheHub[action] : undefined
    if ('failure' in outcome) context.stderr.write(`rookery: ${outcome.failure}\n`)
    if (hint !== undefined) context.stderr.write(`rookery: ${hint}\n`)
    if ('failure' in outcome) return exitCode.unreachable
    return ['ok', 'async'].includes(outcome.status) ? exitCode.ok : exitCode.failed
  },
}

function timeoutOf(text = '10s'): number {
  const timeoutMs = parseDuration(text)
  if (timeoutMs === undefined) throw new UsageError(`--timeout is "${text}"; allowed: ${durationAllowed}`)
  return timeoutMs
}
