import type { ClientInfo } from '@rookery/hub'
import { chooseTarget, targetOptions } from '../call/target.js'
import type { CliCommand } from '../cli/command.js'
import { exitCode } from '../cli/exit-code.js'
import { fetchClients } from './fetch-clients.js'

export const clientsCommand: CliCommand = {
  summary: 'prints the applications that are connected to the hub',
  operands: '',
  options: {
    ...targetOptions,
  },
  async run({ options }, context) {
    const found = await fetchClients(await chooseTarget(options, context))
    if ('failure' in found) {
      context.stderr.write(`rookery: ${found.failure}\n`)
      return exitCode.unreachable
    }
    context.stdout.write(
      found.clients.length > 0 ? found.clients.map(lineOf).join('') : 'no client is connected\n',
    )
    return exitCode.ok
  },
}

/** Escapes a client's name, which must not move the cursor. */
const lineOf = ({ app_id, client_name }: ClientInfo): string =>
  `${app_id}  ${client_name === undefined ? '(no name)' : client_name.replace(/\p{Cc}/gu, '?')}\n`
