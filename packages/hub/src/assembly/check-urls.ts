import { parseHttpUrl, parseWsUrl } from '@rookery/transport'
import type { ClientOptions, HubOptions, UpstreamOptions } from '../options.js'

/** Checks the URLs of the config: a wrong one must not fail a hub that has begun. @throws TransportError `bad_url` */
export function checkUrls({ upstreams, clients }: HubOptions): void {
  for (const each of upstreams) checkUpstream(each)
  for (const each of clients) checkClient(each)
}

function checkUpstream(options: UpstreamOptions): void {
  if (options.type === 'ws') parseWsUrl(options.url)
  else if (options.type === 'http') parseHttpUrl(options.url)
}

function checkClient(options: ClientOptions): void {
  if (options.type === 'http-post') parseHttpUrl(options.url)
  if (options.type !== 'ws-reverse') return
  const { url, apiUrl, eventUrl } = options
  for (const each of [url, apiUrl, eventUrl]) if (each !== undefined) parseWsUrl(each)
}
