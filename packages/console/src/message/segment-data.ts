import type { PageMessage } from '@rookery/sandbox'

export interface AnySegment {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

/** The segments of a message, without their static types. */
export const messageSegments = (message: PageMessage['message']): readonly AnySegment[] =>
  message as unknown as readonly AnySegment[]

/** A field as text; empty if missing. */
export function textAt({ data }: AnySegment, name: string): string {
  const value = data[name]
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value)
}

const KEPT_FILE = /^[0-9a-f]{16,}(?:\.\w+)?$/i

/** Path under which the sandbox serves a file of a message. The page loads files from nowhere else. */
export function mediaPath(segment: AnySegment): string | undefined {
  const names = [textAt(segment, 'file_id'), textAt(segment, 'file'), lastPart(textAt(segment, 'url'))]
  const file = names.find((name) => KEPT_FILE.test(name))
  return file === undefined ? undefined : `/media/${encodeURIComponent(file)}`
}

const lastPart = (url: string): string => url.slice(url.lastIndexOf('/') + 1)

/** The URL if it is http or https; other links are not followed. */
export const safeLink = (url: string): string | undefined => (/^https?:\/\//i.test(url) ? url : undefined)
