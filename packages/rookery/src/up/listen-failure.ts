import type { HubListenOptions } from '@rookery/hub'

const sentences: Readonly<Record<string, (where: string) => string>> = {
  EADDRINUSE: (where) =>
    `${where} is in use, perhaps by another rookery; stop that program or choose another listen.port`,
  EACCES: (where) => `this user may not listen on ${where}; choose a listen.port of 1024 or above`,
  EADDRNOTAVAIL: (where) => `this machine has no address for ${where}; choose another listen.host`,
  ENOTFOUND: (where) => `the host name of ${where} is unknown; choose another listen.host`,
}

/** A sentence about a port that could not be opened; undefined for any other error. */
export function listenFailure(error: unknown, { host, port }: HubListenOptions): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const sentence = 'code' in at ? sentences[String(at.code)] : undefined
    if (sentence !== undefined) return sentence(`${host.includes(':') ? `[${host}]` : host}:${port}`)
  }
  return undefined
}
