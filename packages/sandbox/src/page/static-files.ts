import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Files of the page, by path, with their types. No other file is ever read. */
const FILES = {
  '/': { file: 'index.html', mime: 'text/html; charset=utf-8' },
  '/app.js': { file: 'app.js', mime: 'text/javascript; charset=utf-8' },
  '/app.css': { file: 'app.css', mime: 'text/css; charset=utf-8' },
  '/icon.svg': { file: 'icon.svg', mime: 'image/svg+xml' },
} as const satisfies Readonly<Record<string, { file: string; mime: string }>>

/**
 * Content policy that allows only the page's own scripts, styles and media: nothing that somebody typed is executed,
 * and no foreign page is contacted.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // Revalidated on each load, and answered 304 if unchanged: a new version never mixes with an old one.
  'Cache-Control': 'no-cache',
}

export const isStaticPath = (path: string): path is keyof typeof FILES => Object.hasOwn(FILES, path)

/** Serves one file of the page. */
export async function serveStatic(
  folder: URL,
  path: keyof typeof FILES,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { file, mime } = FILES[path]
  const bytes = await readFile(new URL(file, folder))
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  const headers = { ...HEADERS, ETag: etag }
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end()
    return
  }
  response.writeHead(200, { ...headers, 'Content-Type': mime, 'Content-Length': bytes.length })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}
