import type { StoredCursor, StoredSuspects } from './cursor-store.js'
import { type Mark, markBytes, markOfBytes } from './mark.js'

/** Writes a cursor as JSON text, whole. */
export function cursorText({ mark, time, suspects }: StoredCursor): string {
  return JSON.stringify({
    mark: wholeText(mark),
    time,
    ...(suspects && {
      suspects: { ...suspects, from: wholeText(suspects.from), until: wholeText(suspects.until) },
    }),
  })
}

/** Reads the text of a cursor; undefined if it is none. Without its suspects it is one, too. */
export function cursorOfText(text: string): StoredCursor | undefined {
  const fields = fieldsOf(parsed(text))
  const mark = markOf(fields.mark)
  if (!mark || typeof fields.time !== 'number') return undefined
  const suspects = suspectsOf(fieldsOf(fields.suspects))
  return { mark, time: fields.time, ...(suspects && { suspects }) }
}

/** Without the limit on length that `markText` has. */
const wholeText = (mark: Mark): string => markBytes(mark).toString('base64url')

const markOf = (text: unknown): Mark | undefined =>
  typeof text === 'string' ? markOfBytes(Buffer.from(text, 'base64url')) : undefined

function suspectsOf({ from, until, disconnects }: Record<string, unknown>): StoredSuspects | undefined {
  const [first, last] = [markOf(from), markOf(until)]
  return first && last && typeof disconnects === 'number'
    ? { from: first, until: last, disconnects }
    : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}
