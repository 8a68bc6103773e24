import { consoleUrl } from '../admin/console-url.js'
import { adminOptions, adminTarget } from '../call/admin-target.js'
import { askAdmin } from '../call/ask-admin.js'
import type { CliCommand } from '../cli/command.js'
import { exitCode } from '../cli/exit-code.js'

export const consoleCommand: CliCommand = {
  summary: 'prints a link that logs a browser in to the console of the running hub, once, within ten minutes',
  operands: '',
  options: { ...adminOptions },
  async run({ options }, context) {
    const target = await adminTarget(options, context)
    const answer = await askAdmin(target, '/api/admin/links', {})
    const { link } = Object('value' in answer ? answer.value : undefined) as { readonly link?: unknown }
    if (typeof link === 'string') {
      context.stdout.write(`${consoleUrl(target.url, link)}\n`)
      return exitCode.ok
    }
    context.stderr.write(`rookery: ${'failure' in answer ? answer.failure : 'the hub gave no link'}\n`)
    return exitCode.unreachable
  },
}
