import { shownUrl } from '../describe/shown-url.js'
import { TransportError } from '../errors.js'

/** @throws TransportError with code `bad_url` when the URL does not start with `ws://` or `wss://`. */
export function parseWsUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed && /^wss?:$/.test(parsed.protocol)) return parsed
  throw new TransportError('bad_url', `a URL to dial must start with ws:// or wss://, found ${shownUrl(url)}`)
}
