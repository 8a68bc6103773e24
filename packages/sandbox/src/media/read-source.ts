import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, isAbsolute } from 'node:path'
import { fileURLToPath } from 'node:url'
import { refuse } from '../world/refusal.js'
import { fetchSource } from './fetch-source.js'
import { pathInside } from './open-folders.js'
import type { SourceFile, SourceLimits } from './source.js'

/** Whether the source contains the content itself. */
export const isInline = (source: string): boolean => /^(base64|data):/i.test(source)

const SCHEME = /^(file|https?|base64|data):/i

/** Whether a text is a source to fetch a file from, rather than the name of a stored one. */
export const isSource = (text: string): boolean => SCHEME.test(text) || isAbsolute(text)

/**
 * Reads `file://`, an absolute path, `http://`, `https://`, `base64://` or `data:`.
 *
 * @throws WorldRefusal `bad_media`, `too_large`
 */
export async function readSource(source: string, limits: SourceLimits): Promise<SourceFile> {
  switch (SCHEME.exec(source)?.[1]?.toLowerCase()) {
    case 'base64':
      return { bytes: decodeBase64(source.replace(/^base64:(?:\/\/)?/i, ''), limits), name: '' }
    case 'data':
      return { bytes: readDataUri(source, limits), name: '' }
    case 'http':
    case 'https':
      return fetchSource(source, limits)
    default:
      return readPath(pathOf(source), limits)
  }
}

/** A source shortened for error messages: it may contain a whole file. */
const sourceExcerpt = (source: string): string =>
  JSON.stringify(source.length > 100 ? `${source.slice(0, 100)}…` : source)

const refuseTooLarge = (what: string, { maxBytes }: SourceLimits): never =>
  refuse('too_large', `${what} is larger than ${maxBytes} bytes`)

/** The path of a `file://` source. Many clients append a plain path instead of an encoded URL. */
function pathOf(source: string): string {
  if (!/^file:/i.test(source)) return source
  const bare = source.replace(/^file:\/\//i, '')
  if (isAbsolute(bare) && !bare.includes('%')) return bare
  try {
    return fileURLToPath(source)
  } catch {
    return refuse('bad_media', `${sourceExcerpt(source)} is not the path of a file on this machine`)
  }
}

/** Opens a pipe without waiting for a writer. Windows has neither the flag nor such pipes. */
const AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Reads a regular file. Devices and pipes are refused: reading them might never end. */
async function readPath(named: string, limits: SourceLimits): Promise<SourceFile> {
  const { folders } = limits
  const path = folders ? await pathInside(named, folders, sourceExcerpt(named)) : named
  const file = await open(path, AT_ONCE).catch((error: NodeJS.ErrnoException) =>
    refuse('bad_media', `cannot read the file ${sourceExcerpt(path)}: ${error.code ?? error.message}`),
  )
  try {
    const stat = await file.stat()
    if (!stat.isFile()) return refuse('bad_media', `${sourceExcerpt(path)} is not a file`)
    if (stat.size > limits.maxBytes) return refuseTooLarge(sourceExcerpt(path), limits)
    return { bytes: await file.readFile(), name: basename(named) }
  } finally {
    await file.close()
  }
}

function readDataUri(source: string, limits: SourceLimits): Uint8Array {
  const comma = source.indexOf(',')
  if (comma < 0) return refuse('bad_media', `${sourceExcerpt(source)} is not a data URI: it has no comma`)
  const content = source.slice(comma + 1)
  if (/;\s*base64\s*$/i.test(source.slice(0, comma))) return decodeBase64(content, limits)
  if (content.length > limits.maxBytes * 3) return refuseTooLarge('the data URI', limits)
  const bytes = Buffer.from(decodePercent(content))
  return bytes.length > limits.maxBytes ? refuseTooLarge('the data URI', limits) : bytes
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return refuse('bad_media', 'the data URI is not percent-encoded')
  }
}

const OUTSIDE_BASE64 = /[^\w+/=\s-]/

function decodeBase64(text: string, limits: SourceLimits): Uint8Array {
  if ((text.length / 4) * 3 > limits.maxBytes + 3) return refuseTooLarge('the base64 content', limits)
  const bytes = OUTSIDE_BASE64.test(text) ? Buffer.alloc(0) : Buffer.from(text, 'base64')
  if (bytes.length === 0) return refuse('bad_media', `${sourceExcerpt(text)} is not base64`)
  return bytes.length > limits.maxBytes ? refuseTooLarge('the base64 content', limits) : bytes
}
