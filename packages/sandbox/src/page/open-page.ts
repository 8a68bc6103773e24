import type { IncomingMessage, ServerResponse } from 'node:http'
import { OneBotError } from '@rookery/protocol'
import {
  isLoopback,
  listen,
  type Refusal,
  refuse,
  requestTarget,
  type UpgradeAnswer,
} from '@rookery/transport'
import type { SandboxMedia } from '../media/sandbox-media.js'
import type { Sandbox } from '../sandbox.js'
import { OpenPages } from './open-pages.js'
import { openDoorReason, PageDoor } from './page-door.js'
import type { PageSettings } from './page-parts.js'
import { isStaticPath, serveStatic } from './static-files.js'
import { Uploads } from './upload.js'

/** A chat page that is being served; `close()` ends its server and its connections. */
export interface Page {
  /** URL to open in a browser, including the token if there is one. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

const LIMITS = { maxFrameBytes: 16 * 1024 * 1024, maxQueuedBytes: 64 * 1024 * 1024 }

/**
 * Serves the chat page of a sandbox.
 *
 * @throws OneBotError `open_door` beyond loopback without a token.
 * @throws TransportError with Node's code, such as `EADDRINUSE`.
 */
export async function openPage(sandbox: Sandbox, settings: PageSettings): Promise<Page> {
  const { host, port, token, hosts, staticFolder } = settings
  const open = openDoorReason(host, token)
  if (open !== undefined) throw new OneBotError('open_door', open)
  const door = new PageDoor(token)
  const uploads = new Uploads(sandbox.media.store)
  const pages = new OpenPages(sandbox, settings, uploads)
  const { media } = sandbox
  if (!isLoopback(host)) media.closePaths()
  const listener = await listen(
    { host, port, limits: LIMITS, hosts, keys: { hosts: 'hosts of the page' } },
    {
      proof: (request) => (media.isKeyed(request) ? 'secret' : door.proof(request)),
      upgrade: (request) => upgrade(request, door, pages),
      request: (request, response) => {
        serve(request, response, { door, uploads, media, staticFolder }).catch(() => {
          if (response.headersSent) response.destroy()
          else refuse(request, response, { status: 500, reason: 'the page could not be served' })
        })
      },
    },
  )
  return {
    url: pageUrl(listener.url, host, token),
    port: listener.port,
    close() {
      pages.close()
      return listener.close()
    },
  }
}

function pageUrl(wsUrl: string, host: string, token: string | undefined): string {
  const url = new URL(wsUrl.replace(/^ws/, 'http'))
  // A wildcard address cannot be opened in a browser.
  if (!isLoopback(host) && /^(0\.0\.0\.0|\[::\])$/.test(url.hostname)) url.hostname = '127.0.0.1'
  if (token !== undefined) url.searchParams.set('token', token)
  return url.href
}

function upgrade(request: IncomingMessage, door: PageDoor, pages: OpenPages): UpgradeAnswer {
  if (requestTarget(request).path !== '/live') return { status: 404, reason: 'the WebSocket is at /live' }
  return door.refusal(request) ?? { open: (link) => pages.add(link) }
}

interface Served {
  readonly door: PageDoor
  readonly uploads: Uploads
  readonly media: SandboxMedia
  readonly staticFolder: URL
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { door, uploads, media, staticFolder }: Served,
): Promise<void> {
  if (media.serveKeyed(request, response)) return
  if (door.takesToken(request, response)) return
  const refusal = door.refusal(request)
  if (refusal) return refuse(request, response, refusal)
  if (media.serveNamed(request, response)) return
  const { path: pathname } = requestTarget(request)
  if (pathname === '/upload' && request.method === 'POST') return uploads.take(request, response)
  if (!isStaticPath(pathname)) return refuse(request, response, NOT_FOUND)
  if (!isRead(request)) return refuse(request, response, { status: 405, reason: 'only GET and HEAD' })
  await serveStatic(staticFolder, pathname, request, response)
}

const NOT_FOUND: Refusal = { status: 404, reason: 'there is nothing here; the page is at /' }

const isRead = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD'
