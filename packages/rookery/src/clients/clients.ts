import { chooseTarget } from '../call/target.js'
import { type Command, configOption } from '../cli/command.js'
import { exitCode } from '../cli/exit-code.js'
import { type ClientInfo, fetchClients } from './fetch-clients.js'

export const clients: Command = {
  summary: 'prints the applications that are connected to the hub',
  operands: '',
  options: {
    config: configOption,
    url: { value: 'ws://…', help: 'which hub (default: that of the config)' },
    token: { value: 'token', help: 'its token (default: listen.token of the config)' },
  },
  async run({ options }, world) {
    const found = await fetchClients(chooseTarget(options, world))
    if ('failure' in found) {
      world.stderr.write(`rookery: ${found.failure}\n`)
      return exitCode.unreachable
    }
    world.stdout.write(
      found.clients.length > 0 ? found.clients.map(lineOf).join('') : 'no client is connected\n',
    )
    return exitCode.ok
  },
}

/** A name comes from outside and must not move the cursor. */
const lineOf = ({ app_id, client_name }: ClientInfo): string =>
  `${app_id}  ${client_name === undefined ? '(no name)' : client_name.replace(/\p{Cc}/gu, '?')}\n`
