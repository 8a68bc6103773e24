import { askHub, noHub } from '../call/ask-hub.js'
import { chooseTarget, type Target, targetOptions } from '../call/target.js'
import type { CliCommand } from '../cli/command.js'
import { exitCode } from '../cli/exit-code.js'
import { readOutcome } from './outcome.js'

const PATH = '/api/reload'

/** Reads the hub's answer to a request for a reload. */
async function requestReload(
  target: Target,
): Promise<NonNullable<ReturnType<typeof readOutcome>> | { readonly failure: string }> {
  const answer = await askHub(target, { method: 'POST', path: PATH })
  if ('failure' in answer) return answer
  return readOutcome(answer.body) ?? { failure: noHub(target, PATH, answer.status) }
}

export const reloadCommand: CliCommand = {
  summary:
    'makes the running hub read its config again, and prints what is in force now, or what is wrong with it',
  operands: '',
  options: {
    ...targetOptions,
  },
  async run({ options }, context) {
    const outcome = await requestReload(await chooseTarget(options, context))
    if ('lines' in outcome) {
      context.stdout.write(outcome.lines.map((line) => `${line}\n`).join(''))
      return exitCode.ok
    }
    const isConfig = 'problems' in outcome
    context.stderr.write(isConfig ? `${outcome.problems}\n` : `rookery: ${outcome.failure}\n`)
    return isConfig ? exitCode.config : exitCode.unreachable
  },
}
