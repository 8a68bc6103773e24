import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AdminRefusal } from '../answer/admin-refusal.js'

/** Types of the files that are served; others are left alone. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
}

/**
 * Content policy that allows only the page's own scripts, styles and connections: nothing that somebody wrote is executed,
 * and no foreign server is asked.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // Revalidated on each load: a new version never mixes with an old one.
  'Cache-Control': 'no-cache',
}

const INDEX = 'index.html'

/** The built files of the console. Those of its folder are listed once; no other file is ever read. */
export class ConsoleFiles {
  readonly #folder: string | undefined
  /** Paths in the folder, with slashes. */
  #files: ReadonlySet<string> | undefined

  /** Without a folder there is no console. */
  constructor(folder: URL | undefined) {
    this.#folder = folder && fileURLToPath(folder)
  }

  /** Answers a path below `/console`. @throws AdminRefusal */
  async answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw new AdminRefusal(405, 'wrong_method', `this takes GET, found ${request.method}`)
    // Relative, so that it leads there behind a proxy, too.
    if (path === '/console') return void response.writeHead(308, { Location: 'console/' }).end()
    const file = path.slice('/console/'.length) || INDEX
    const type = this.#has(file) ? TYPES[extname(file)] : undefined
    if (this.#folder === undefined || type === undefined) throw this.#missing(file)
    const bytes = await readFile(join(this.#folder, file))
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    const headers = { ...HEADERS, ETag: etag }
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, headers).end()
    response.writeHead(200, { ...headers, 'Content-Type': type, 'Content-Length': bytes.length })
    response.end(request.method === 'HEAD' ? undefined : bytes)
  }

  #has(file: string): boolean {
    this.#files ??= this.#folder === undefined ? new Set() : filesIn(this.#folder)
    return this.#files.has(file)
  }

  #missing(file: string): AdminRefusal {
    if (file === INDEX) return new AdminRefusal(404, 'not_available', 'the console is not installed')
    return new AdminRefusal(404, 'not_found', 'there is no such file; the console is at /console/')
  }
}

function filesIn(folder: string): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set()
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((each) => each.isFile())
  return new Set(files.map((each) => relative(folder, join(each.parentPath, each.name)).split(sep).join('/')))
}
