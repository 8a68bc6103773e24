import { type Member, readText } from '../json/scan-object.js'
import type { Parts } from '../json/splice.js'
import { parseCq } from '../message/parse-cq.js'

const BACKSLASH = 0x5c
const SMALL_U = 0x75
const STEP_BYTES = 64 * 1024
const OPEN = '[CQ:'
const TEXT_CODE = '[CQ:text'

const encoder = new TextEncoder()

/** The JSON text of the segments of a large message string, made of some of its text in each step. */
export function* arrayOfString(bytes: Uint8Array, message: Member): Generator<undefined, Parts> {
  const writer = new SegmentWriter()
  const end = message.end - 1
  /** Text in which a code may have begun that has not ended. */
  let held: string[] = []
  for (let at = message.valueStart + 1; at < end; ) {
    const next = characterEnd(bytes, at, Math.min(at + STEP_BYTES, end))
    held.push(JSON.parse(`"${readText(bytes, at, next)}"`) as string)
    at = next
    yield
    const isLast = at >= end
    if (!isLast && held.length > 1 && !held.at(-1)?.includes(']')) continue
    const text = held.join('')
    const sure = isLast ? text.length : sureLength(text)
    held = sure < text.length ? [text.slice(sure)] : []
    // A code may be of that type, too; then bare text that was cut here stays in two.
    const isSplit = !text.includes(TEXT_CODE)
    for (const segment of parseCq(text.slice(0, sure))) {
      yield* writer.write(segment, isSplit && segment.type === 'text')
    }
  }
  return writer.end()
}

/** How much of a text is read in the same way whatever comes behind it. */
function sureLength(text: string): number {
  const open = text.indexOf(OPEN, text.lastIndexOf(']') + 1)
  if (open >= 0) return open
  const [begun = ''] = /(?:\[C?Q?|&[a#]?\w{0,2})$/.exec(text.slice(-OPEN.length)) ?? []
  return text.length - begun.length
}

/** The first place from `end` on, or shortly behind it, where no character of a JSON string is cut in two. */
function characterEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end) {
    const isEscape = bytes[at] === BACKSLASH
    at += isEscape ? (bytes[at + 1] === SMALL_U ? 6 : 2) : 1
  }
  while (((bytes[at] ?? 0) & 0xc0) === 0x80) at++
  return at
}

/** Writes segments one behind the other; a text goes on where one was left open. */
class SegmentWriter {
  readonly #parts: Uint8Array[] = []
  #text = '['
  #last: 'nothing' | 'open text' | 'closed' = 'nothing'

  end(): Parts {
    this.#close()
    this.#text += ']'
    this.#flush()
    return this.#parts
  }

  /** `isPlain` says that it is bare text, which the next may go on with. */
  *write({ type, data }: ParsedSegment, isPlain: boolean): Generator<undefined, void> {
    const values = Object.entries((data ?? {}) as Readonly<Record<string, string>>)
    if (isPlain && this.#last === 'open text') return yield* this.#string(values[0]?.[1] ?? '')
    this.#close()
    yield* this.#flushLarge()
    this.#text += `${this.#last === 'nothing' ? '' : ','}{"type":${JSON.stringify(type)},"data":{`
    for (const [index, [key, value]] of values.entries()) {
      this.#text += `${index === 0 ? '' : '",'}${JSON.stringify(key)}:"`
      yield* this.#string(value)
    }
    if (isPlain) this.#last = 'open text'
    else {
      this.#text += values.length > 0 ? '"}}' : '}}'
      this.#last = 'closed'
    }
  }

  *#string(value: string): Generator<undefined, void> {
    for (let at = 0; at < value.length; at += STEP_BYTES) {
      this.#text += JSON.stringify(value.slice(at, at + STEP_BYTES)).slice(1, -1)
      yield* this.#flushLarge()
    }
  }

  *#flushLarge(): Generator<undefined, void> {
    if (this.#text.length < STEP_BYTES) return
    this.#flush()
    yield
  }

  #close(): void {
    if (this.#last === 'open text') this.#text += '"}}'
  }

  #flush(): void {
    this.#parts.push(encoder.encode(this.#text))
    this.#text = ''
  }
}

interface ParsedSegment {
  readonly type: string
  readonly data?: unknown
}
