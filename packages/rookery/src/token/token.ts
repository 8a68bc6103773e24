import { createHash, randomBytes } from 'node:crypto'
import type { CliCommand } from '../cli/command.js'
import { exitCode } from '../cli/exit-code.js'

const TOKEN_BYTES = 32

export const tokenCommand: CliCommand = {
  summary: 'prints a new token for an application, and the lines of the config that let it in',
  operands: '',
  options: {
    name: { value: 'name', help: 'name of the application (default: my-bot)' },
  },
  async run({ options: { name = 'my-bot' } }, { stdout }) {
    const token = randomBytes(TOKEN_BYTES).toString('base64url')
    stdout.write(tokenText(token, name))
    return exitCode.ok
  },
}

/** The token for the application, and its entry in the config, which does not hold the token. */
function tokenText(token: string, name: string): string {
  const sha256 = createHash('sha256').update(token).digest('hex')
  return `token, for the application alone:
  ${token}

for rookery.yml, under clients:
  - name: ${JSON.stringify(name)}
    token_sha256: "${sha256}"
`
}
