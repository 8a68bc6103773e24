import { HOST_HEADER_RULE, hostHeader } from '@rookery/yaml-file'
import type { OptionTable } from '../cli/command.js'
import { UsageError } from '../cli/usage-error.js'

/** Options of the commands with a chat page. */
export const pageOptions: OptionTable = {
  world: {
    short: 'w',
    value: 'file',
    help: 'the world file (default: world.yml, else a small built-in world)',
  },
  host: { value: 'host', help: 'where the chat page listens (default: 127.0.0.1)' },
  port: { value: 'port', help: 'the port of the chat page (default: 7780, or any free one)' },
  token: { value: 'token', help: 'the token of the page; required beyond this machine' },
  hosts: {
    value: 'names',
    help: 'other names by which browsers reach the page, such as bot.example.com,nas',
  },
  record: { value: 'file', help: 'writes everything that happens to this file, as JSON lines' },
  'no-open': { help: 'does not open the page in a browser' },
}

type Options = Readonly<Record<string, string | undefined>>

const USUAL_PORT = 7780

/** Parses the address of the page. `isAsked` means that the port was given, and no other will do. */
export function pageAddress({ host = '127.0.0.1', port, token, hosts }: Options) {
  return {
    host,
    port: port === undefined ? USUAL_PORT : readPort(port),
    isAsked: port !== undefined,
    ...(token !== undefined && { token }),
    ...(hosts !== undefined && { hosts: readHosts(hosts) }),
  }
}

function readHosts(text: string): string[] {
  return text.split(',').map((each) => {
    const name = hostHeader(each.trim())
    if (name === undefined) throw new UsageError(`--hosts must be ${HOST_HEADER_RULE}, found ${each}`)
    return name
  })
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port >= 0 && port <= 65_535) return port
  throw new UsageError(`--port must be a number from 0 to 65535, found ${text}`)
}
