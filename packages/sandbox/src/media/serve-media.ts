import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { requestTarget } from '@rookery/transport'
import { byteRange } from './byte-range.js'
import { mimeOf } from './file-types.js'
import type { MediaStore } from './media-store.js'

export type MediaHandler = (request: IncomingMessage, response: ServerResponse) => boolean

/** Path below which files are served by name. */
export const MEDIA_PATH = '/media'

/**
 * Serves the files of a store: GET and HEAD, whole or in part. False for any other request. The caller must have
 * admitted the request, or `path` must contain a secret.
 */
export const mediaHandler =
  (store: MediaStore, path = MEDIA_PATH): MediaHandler =>
  (request, response) => {
    const { path: wanted } = requestTarget(request)
    if (!wanted.startsWith(`${path}/`)) return false
    serveFile(store, wanted.slice(path.length + 1), request, response).catch(() => response.destroy())
    return true
  }

/** Answers a request for a file by its name. */
export async function serveFile(
  store: MediaStore,
  file: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return void response.writeHead(405, { Allow: 'GET, HEAD' }).end()
  }
  const path = await store.pathOf(file)
  const found = path === undefined ? undefined : await stat(path).catch(() => undefined)
  if (path === undefined || !found?.isFile()) return void response.writeHead(404).end()
  const range = byteRange(request.headers.range, found.size)
  if (range === 'unsatisfiable') {
    return void response.writeHead(416, { 'Content-Range': `bytes */${found.size}` }).end()
  }
  const { start, end } = range ?? { start: 0, end: found.size - 1 }
  response.writeHead(range ? 206 : 200, {
    ...headersOf(file),
    'Content-Length': end - start + 1,
    ...(range && { 'Content-Range': `bytes ${start}-${end}/${found.size}` }),
  })
  if (request.method === 'HEAD' || found.size === 0) return void response.end()
  await pipeline(createReadStream(path, { start, end }), response)
}

/** Headers that keep a browser from executing a file. A name identifies its content, so caches may keep it for good. */
const headersOf = (file: string) => ({
  'Content-Type': mimeOf(file),
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Accept-Ranges': 'bytes',
  'Cache-Control': 'public, max-age=31536000, immutable',
})
