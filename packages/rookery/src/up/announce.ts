import type { ClientOptions, Log, UpstreamOptions } from '@rookery/hub'
import { shownUrl } from '@rookery/transport'
import { type ChosenConfig, usualFile } from '../config/choose-config.js'

/** Tells what listens where and who is dialled. Tokens stay untold. */
export function announce(hubUrl: string, { options, file }: ChosenConfig, log: Log): void {
  if (file === undefined)
    log.info({}, `no ${usualFile} here, running on the defaults: loopback, no token, no upstream`)
  else log.info({ file }, 'config read')
  log.info({ url: hubUrl }, 'rookery listens')
  for (const upstream of options.upstreams) announceUpstream(hubUrl, upstream, log)
  for (const client of options.clients) announceClient(client, log)
}

function announceUpstream(hubUrl: string, upstream: UpstreamOptions, log: Log): void {
  if (upstream.type === 'ws') {
    log.info({ upstream: upstream.name, url: shownUrl(upstream.url) }, 'dials the implementation')
  } else {
    log.info(
      { upstream: upstream.name, url: new URL(upstream.path, hubUrl).href },
      'waits for the implementation',
    )
  }
}

function announceClient(client: ClientOptions, log: Log): void {
  if (client.type === undefined)
    log.info({ client: client.name }, 'waits for the application, known by its token')
  else {
    const urls = [client.url, client.api_url, client.event_url].filter((url) => url !== undefined)
    log.info({ client: client.name, url: urls.map(shownUrl).join(' ') }, 'dials the application')
  }
}
