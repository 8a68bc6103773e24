import type { AnySegment } from './segment-data.js'

/** Somebody who was picked from the list behind an @: the text has the name, the message the number. */
export interface Mention {
  readonly name: string
  readonly qq: string
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

/** The text with each picked name as an at segment; the rest stays text as it was typed. */
export function segmentsOfDraft(text: string, mentions: readonly Mention[]): AnySegment[] {
  const names = [...mentions].sort((a, b) => b.name.length - a.name.length)
  const segments: AnySegment[] = []
  let plain = ''
  const endPlain = (): void => {
    if (plain) segments.push({ type: 'text', data: { text: plain } })
    plain = ''
  }
  for (let at = 0; at < text.length; ) {
    const found = text[at] === '@' ? names.find(({ name }) => text.startsWith(name, at + 1)) : undefined
    if (!found) {
      plain += text[at++]
      continue
    }
    endPlain()
    segments.push({ type: 'at', data: { qq: found.qq } })
    at += found.name.length + 1
  }
  endPlain()
  return segments
}
