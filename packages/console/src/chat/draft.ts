import type { AnySegment } from '../message/segment-data.js'

/** Somebody who was picked from the list behind an @. */
export interface Mention {
  readonly name: string
  readonly qq: string
}

/** Something that stands in the text under a name, and is sent as itself: `@Alice`, `[微笑]`, `[图片 1]`. */
export type Inset = { readonly shown: string } & InsetContent

export type InsetContent =
  | { readonly is: 'at'; readonly qq: string }
  | { readonly is: 'face'; readonly id: string }
  | { readonly is: 'image'; readonly file: File }

/** Something that goes in a message of its own, behind the text. */
export interface Attachment {
  readonly is: 'record' | 'video' | 'file'
  readonly file: File
}

/** The name that somebody is about to write behind an @, left of the cursor. */
export function openMention(
  text: string,
  cursor: number,
): { readonly at: number; readonly query: string } | undefined {
  const before = text.slice(0, cursor)
  const at = before.lastIndexOf('@')
  if (at < 0) return undefined
  const query = before.slice(at + 1)
  return /[\s@]/.test(query) || query.length > 20 ? undefined : { at, query }
}

/** The text in its parts: each inset where its name stands, and the rest as it was typed. */
function partsOf<I extends { readonly shown: string }>(
  text: string,
  insets: readonly I[],
): readonly (string | I)[] {
  const longestFirst = [...insets].sort((a, b) => b.shown.length - a.shown.length)
  const parts: (string | I)[] = []
  let plain = ''
  const endPlain = (): void => {
    if (plain) parts.push(plain)
    plain = ''
  }
  for (let at = 0; at < text.length; ) {
    const found = longestFirst.find(({ shown }) => text.startsWith(shown, at))
    if (!found) {
      plain += text[at++]
      continue
    }
    endPlain()
    parts.push(found)
    at += found.shown.length
  }
  endPlain()
  return parts
}

/** The segments of a text; pictures go by the names that `fileOf` gives them. */
export const segmentsOfDraft = (
  text: string,
  insets: readonly Inset[],
  fileOf: (file: File) => string = ({ name }) => name,
): readonly AnySegment[] =>
  partsOf(text, insets).map((part) =>
    typeof part === 'string' ? textSegment(part) : segmentOf(part, fileOf),
  )

const textSegment = (text: string): AnySegment => ({ type: 'text', data: { text } })

function segmentOf(inset: Inset, fileOf: (file: File) => string): AnySegment {
  switch (inset.is) {
    case 'at':
      return { type: 'at', data: { qq: inset.qq } }
    case 'face':
      return { type: 'face', data: { id: inset.id } }
    case 'image':
      return { type: 'image', data: { file: fileOf(inset.file) } }
  }
}

/** A name for an inset that no other one has: a number is put behind it. */
export function freeName(
  wanted: string,
  insets: readonly Inset[],
  isSame: (inset: Inset) => boolean,
): string {
  const taken = new Set(insets.filter((inset) => !isSame(inset)).map(({ shown }) => shown))
  let name = wanted
  for (let n = 2; taken.has(name); n++) name = wanted.replace(/\]$/, ` ${n}]`)
  return name
}

/** The stretch of the inset that ends at the cursor, or begins there. */
export function insetBeside(
  text: string,
  insets: readonly Inset[],
  cursor: number,
  side: 'before' | 'behind',
): readonly [from: number, to: number] | undefined {
  let at = 0
  for (const part of partsOf(text, insets)) {
    const end = at + (typeof part === 'string' ? part.length : part.shown.length)
    if (typeof part !== 'string' && (side === 'before' ? end : at) === cursor) return [at, end]
    at = end
  }
  return undefined
}

/** The kind of segment or deed that a file is sent as. */
export function kindOf({ type }: Pick<File, 'type'>): 'image' | Attachment['is'] {
  const [kind] = type.split('/')
  if (kind === 'image' || kind === 'video') return kind
  return kind === 'audio' ? 'record' : 'file'
}
