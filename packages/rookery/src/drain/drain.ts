import { askHub, noHub } from '../call/ask-hub.js'
import { chooseTarget, targetOptions } from '../call/target.js'
import type { CliCommand } from '../cli/command.js'
import { type ExitCode, exitCode } from '../cli/exit-code.js'
import { UsageError } from '../cli/usage-error.js'

const PATH = '/api/drain_client'
/** The hub itself waits for a minute. */
const TIMEOUT_MS = 70_000

export const drainCommand: CliCommand = {
  summary: 'takes an application out of its balance group, and waits until it has what it was sent',
  operands: '<client>',
  options: targetOptions,
  async run({ operands, options }, context) {
    const [name, ...others] = operands
    if (name === undefined || others.length > 0)
      throw new UsageError('rookery drain takes one client, by its name')
    const target = await chooseTarget(options, context)
    const body = JSON.stringify({ client_name: name })
    const answer = await askHub(target, { method: 'POST', path: PATH, body, timeoutMs: TIMEOUT_MS })
    const outcome = 'failure' in answer ? { ...answer, code: exitCode.unreachable } : outcomeOf(answer.body)
    const { failure, code } = outcome ?? {
      failure: noHub(target, PATH, 'status' in answer ? answer.status : 0),
      code: exitCode.unreachable,
    }
    if (failure === undefined) context.stdout.write(`${name} is drained: it can be stopped\n`)
    else context.stderr.write(`rookery: ${failure}\n`)
    return code
  },
}

interface Outcome {
  /** Absent where the client is drained. */
  readonly failure?: string
  readonly code: ExitCode
}

/** Reads the reply of a hub; undefined if it is none. */
function outcomeOf(body: string): Outcome | undefined {
  const { status, wording } = parsed(body)
  if (status === 'ok') return { code: exitCode.ok }
  return status === 'failed' ? { failure: String(wording), code: exitCode.failed } : undefined
}

function parsed(body: string): { readonly status?: unknown; readonly wording?: unknown } {
  try {
    return Object(JSON.parse(body))
  } catch {
    return {}
  }
}
