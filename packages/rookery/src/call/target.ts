import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import type { HubListenOptions } from '@rookery/hub'
import { isToken, isWebSocketUrl } from '@rookery/yaml-file'
import { type Arguments, configOption } from '../cli/command.js'
import type { CommandContext } from '../cli/command-context.js'
import { UsageError } from '../cli/usage-error.js'

/** Options of a command that asks a hub. */
export const targetOptions = {
  config: configOption,
  url: { value: 'ws://…', help: 'which hub (default: that of the config)' },
  token: { value: 'token', help: 'its token (default: listen.token of the config)' },
} as const

/** The hub to call. */
export interface Target {
  readonly url: string
  readonly token?: string
  /** How to verify its certificate, if not by public authorities. */
  readonly trust?: Trust
}

export interface Trust {
  readonly ca: readonly string[]
  readonly checkServerIdentity: (name: string, peer: { readonly raw: Buffer }) => Error | undefined
}

/** Chooses the hub to call. The config's token is sent to the config's hub only, unless both options were given. */
export async function chooseTarget(
  { config, url, token }: Arguments['options'],
  context: CommandContext,
): Promise<Target> {
  if (token !== undefined && !isToken(token))
    throw new UsageError('--token has a character that no header can carry')
  const own = token === undefined ? {} : { token }
  if (url === undefined) return { ...targetOf(await listenOptions(config, context)), ...own }
  if (!isWebSocketUrl(url))
    throw new UsageError('--url is no WebSocket URL; allowed: ws://… or wss://… without #')
  const configured = config === undefined ? undefined : (await listenOptions(config, context)).token
  return { url, ...(configured !== undefined && { token: configured }), ...own }
}

/** What the config says of listening. Loaded on use: the reader of the config is the largest part of a call's start. */
async function listenOptions(config: string | undefined, context: CommandContext): Promise<HubListenOptions> {
  const { chooseConfig } = await import('../config/choose-config.js')
  return chooseConfig(config, context).options.listen
}

/** Advice for a token that was refused or missing. */
export const tokenHint = ({ token }: Target): string =>
  token === undefined ? 'give its token with --token' : 'the token is wrong; give another with --token'

/** The hub that this config would start, at the path that sends no events. */
export function targetOf({ host, port, token, tls }: HubListenOptions): Target {
  if (port === 0)
    throw new UsageError('listen.port is 0, so nobody knows the port; allowed: --url ws://host:port')
  return {
    url: `${tls ? 'wss' : 'ws'}://${dialable(host)}:${port}/api`,
    ...(token !== undefined && { token }),
    ...(tls !== undefined && { trust: trustOnly(tls.cert) }),
  }
}

/** Converts a host to listen on to one to dial: a wildcard address is reached on loopback. */
function dialable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

/** Trusts exactly this certificate, for any host name, since the file is at hand. */
function trustOnly(certificatePem: string): Trust {
  const own = new X509Certificate(certificatePem).raw
  return {
    ca: [...rootCertificates, certificatePem],
    checkServerIdentity: (_name, peer) => (peer.raw.equals(own) ? undefined : new UnknownCertificate()),
  }
}

class UnknownCertificate extends Error {
  override readonly name = 'UnknownCertificate'
  readonly code = 'unknown_certificate'

  constructor() {
    super('its certificate is not the one of listen.tls')
  }
}
