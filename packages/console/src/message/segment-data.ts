import type { PageMessage } from '@rookery/sandbox'

export interface AnySegment {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

/** The segments of a message, of whatever type. */
export const messageSegments = (message: PageMessage['message']): readonly AnySegment[] =>
  message as unknown as readonly AnySegment[]

/** A field as text; empty where it is missing. */
export function textAt({ data }: AnySegment, name: string): string {
  const value = data[name]
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value)
}

const KEPT_FILE = /^[0-9a-f]{16,}(?:\.\w+)?$/i

/** Path under which the sandbox serves a file of a message. Nothing is loaded from anywhere else. */
export function mediaPath(segment: AnySegment): string | undefined {
  const names = [textAt(segment, 'file_id'), textAt(segment, 'file'), lastPart(textAt(segment, 'url'))]
  const file = names.find((name) => KEPT_FILE.test(name))
  return file === undefined ? undefined : `/media/${encodeURIComponent(file)}`
}

const lastPart = (url: string): string => url.slice(url.lastIndexOf('/') + 1)

/** A link that may be followed: anything but http and https is not one. */
export const safeLink = (url: string): string | undefined => (/^https?:\/\//i.test(url) ? url : undefined)
