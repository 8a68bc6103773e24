import { shownUrl } from '../describe/shown-url.js'
import { TransportError } from '../errors.js'

/** @throws TransportError with code `bad_url` when the URL does not start with `http://` or `https://`. */
export function parseHttpUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed && /^https?:$/.test(parsed.protocol)) return parsed
  throw new TransportError(
    'bad_url',
    `a URL to call must start with http:// or https://, found ${shownUrl(url)}`,
  )
}
