import { type ClientOptions, CONFIRM_WITHIN_MS, type Log, type UpstreamOptions } from '@rookery/hub'
import { shownUrl } from '@rookery/transport'
import { type ChosenConfig, usualFile } from '../config/choose-config.js'

/** Logs the listening addresses and the dialled peers, without tokens. */
export function announce(hubUrl: string, { options, file }: ChosenConfig, log: Log): void {
  if (file === undefined)
    log.info({}, `no ${usualFile} here, running on the defaults: loopback, no token, no upstream`)
  else log.info({ file }, 'config read')
  log.info({ url: hubUrl }, 'rookery listens')
  log.info(
    { confirmMs: CONFIRM_WITHIN_MS },
    'clients confirm events within this time; after a break, unconfirmed ones are sent again',
  )
  for (const upstream of options.upstreams) announceUpstream(hubUrl, upstream, log)
  for (const client of options.clients) announceClient(client, log)
}

/** Logs the address of the console, with a link that logs in once. */
export function announceConsole(url: string | undefined, log: Log): void {
  if (url === undefined) return
  // In the text, where it is not put into quotes: people copy it.
  log.info({}, `console: ${url} logs in once, within ten minutes; rookery console prints another`)
}

function announceUpstream(hubUrl: string, upstream: UpstreamOptions, log: Log): void {
  if (upstream.type === 'ws') {
    log.info({ upstream: upstream.name, url: shownUrl(upstream.url) }, 'dials the implementation')
  } else if (upstream.type === 'http') {
    announceHttpUpstream(hubUrl, upstream, log)
  } else {
    log.info(
      { upstream: upstream.name, url: new URL(upstream.path, hubUrl).href },
      'waits for the implementation',
    )
  }
}

type HttpUpstream = Extract<UpstreamOptions, { type: 'http' }>

function announceHttpUpstream(hubUrl: string, { name, url, post }: HttpUpstream, log: Log): void {
  const fields = { upstream: name, url: shownUrl(url) }
  if (post === undefined) log.info(fields, 'calls the implementation and takes its events over SSE')
  else {
    const events = new URL(post.path, hubUrl.replace(/^ws/, 'http')).href
    log.info({ ...fields, events }, 'calls the implementation and waits for the events that it posts')
  }
}

function announceClient(client: ClientOptions, log: Log): void {
  if (client.type === undefined)
    log.info({ client: client.name }, 'waits for the application, known by its token')
  else if (client.type === 'http-post')
    log.info(
      { client: client.name, url: shownUrl(client.url) },
      'posts events to the application once there is an account',
    )
  else
    log.info(
      { client: client.name, url: dialled(client).map(shownUrl).join(' ') },
      'dials the application once there is an account',
    )
}

/** The URL for everything, or those for calls and for events. */
function dialled({ url, apiUrl, eventUrl }: Extract<ClientOptions, { type: 'ws-reverse' }>): string[] {
  const urls = [apiUrl ?? url, eventUrl ?? url].filter((each) => each !== undefined)
  return [...new Set(urls)]
}
