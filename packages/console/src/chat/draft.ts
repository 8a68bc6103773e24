import type { AnySegment } from '../message/segment-data.js'

/** A user chosen from the list after an @. */
export interface Mention {
  readonly name: string
  readonly qq: string
}

/** An element shown in the text by a name and sent as a segment: `@Alice`, `[微笑]`, `[图片 1]`. */
export type Inset = { readonly shown: string } & InsetContent

export type InsetContent =
  | { readonly is: 'at'; readonly qq: string }
  | { readonly is: 'face'; readonly id: string }
  | { readonly is: 'image'; readonly file: File }

/** A file sent in a message of its own, after the text. */
export interface Attachment {
  readonly is: 'record' | 'video' | 'file'
  readonly file: File
}

/** The partial name after an @ to the left of the cursor. */
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

/** Splits the text into insets and the plain text between them. */
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

/** Converts a text to segments; `fileOf` returns the stored names of pictures. */
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

/** A name that no other inset has: a number is appended. */
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

/** The range of the inset that ends or begins at the cursor. */
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

/** The segment or deed type that a file is sent as. */
export function kindOf({ type }: Pick<File, 'type'>): 'image' | Attachment['is'] {
  const [kind] = type.split('/')
  if (kind === 'image' || kind === 'video') return kind
  return kind === 'audio' ? 'record' : 'file'
}
