import { characterEnd } from '../json/compact-in-steps.js'
import { type Member, readText } from '../json/scan-object.js'
import type { Parts } from '../json/splice.js'
import { parseCq } from '../message/parse-cq.js'

const STEP_BYTES = 64 * 1024
const RUN_SEGMENTS = 512
const OPEN = '[CQ:'
const TEXT_CODE = '[CQ:text'
/** JSON around the text of a text segment. */
const TEXT_HEAD = '{"type":"text","data":{"text":"'
const TEXT_TAIL = '"}}'

const encoder = new TextEncoder()

/** Converts a large message string to the JSON text of its segments, some of it in each step. */
export function* arrayOfString(bytes: Uint8Array, message: Member): Generator<undefined, Parts> {
  const writer = new SegmentWriter()
  const end = message.end - 1
  /** Text that may hold the beginning of an unfinished code. */
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
    const segments = parseCq(text.slice(0, sure)) as readonly ParsedSegment[]
    yield* writer.write(segments, isSplit)
  }
  return writer.end()
}

/** Length of the part that is read the same way, whatever text follows. */
function sureLength(text: string): number {
  const open = text.indexOf(OPEN, text.lastIndexOf(']') + 1)
  if (open >= 0) return open
  const [begun = ''] = /(?:\[C?Q?|&[a#]?\w{0,2})$/.exec(text.slice(-OPEN.length)) ?? []
  return text.length - begun.length
}

/** Writes segments one after the other; a text continues where one was left open. */
class SegmentWriter {
  readonly #parts: Uint8Array[] = []
  #text = '['
  #last: 'nothing' | 'open text' | 'closed' = 'nothing'

  end(): Parts {
    this.#text += this.#last === 'open text' ? `${TEXT_TAIL}]` : ']'
    this.#flush()
    return this.#parts
  }

  /**
   * Writes the segments of one piece. `isSplit` says that the bare text at either end continues in the neighbouring
   * pieces; everything between is complete.
   */
  *write(segments: readonly ParsedSegment[], isSplit: boolean): Generator<undefined, void> {
    const last = segments.length - 1
    for (let at = 0; at <= last; ) {
      const end = at === 0 ? 0 : runEnd(segments, at, last)
      if (end > at) this.#run(segments.slice(at, end))
      else yield* this.#one(segments[at] as ParsedSegment, isSplit)
      at = Math.max(end, at + 1)
      if (this.#text.length < STEP_BYTES) continue
      this.#flush()
      yield
    }
  }

  /** Writes many segments at once: one by one, they would take three times as long. */
  #run(segments: readonly ParsedSegment[]): void {
    this.#text += this.#separator() + JSON.stringify(segments).slice(1, -1)
    this.#last = 'closed'
  }

  *#one(segment: ParsedSegment, isSplit: boolean): Generator<undefined, void> {
    const isPlain = isSplit && segment.type === 'text'
    if (isLarge(segment)) yield* this.#large(segment, isPlain)
    else this.#small(segment, isPlain)
    this.#last = isPlain ? 'open text' : 'closed'
  }

  #small(segment: ParsedSegment, isPlain: boolean): void {
    const json = JSON.stringify(segment)
    if (isPlain && this.#last === 'open text') this.#text += json.slice(TEXT_HEAD.length, -TEXT_TAIL.length)
    else this.#text += this.#separator() + (isPlain ? json.slice(0, -TEXT_TAIL.length) : json)
  }

  *#large({ type, data = {} }: ParsedSegment, isPlain: boolean): Generator<undefined, void> {
    if (isPlain && this.#last === 'open text') return yield* this.#string(data.text ?? '')
    this.#text += `${this.#separator()}{"type":${JSON.stringify(type)},"data":{`
    for (const [index, [key, value]] of Object.entries(data).entries()) {
      this.#text += `${index === 0 ? '' : '",'}${JSON.stringify(key)}:"`
      yield* this.#string(value)
    }
    if (!isPlain) this.#text += TEXT_TAIL
  }

  /** Closes the open text before another segment. */
  #separator(): string {
    return this.#last === 'nothing' ? '' : this.#last === 'closed' ? ',' : `${TEXT_TAIL},`
  }

  *#string(value: string): Generator<undefined, void> {
    for (let at = 0; at < value.length; at += STEP_BYTES) {
      this.#text += JSON.stringify(value.slice(at, at + STEP_BYTES)).slice(1, -1)
      if (this.#text.length < STEP_BYTES) continue
      this.#flush()
      yield
    }
  }

  #flush(): void {
    this.#parts.push(encoder.encode(this.#text))
    this.#text = ''
  }
}

interface ParsedSegment {
  readonly type: string
  readonly data?: Readonly<Record<string, string>>
}

/** The end of a run of small segments before `last`. */
function runEnd(segments: readonly ParsedSegment[], start: number, last: number): number {
  let end = start
  const most = Math.min(start + RUN_SEGMENTS, last)
  while (end < most && !isLarge(segments[end] as ParsedSegment)) end++
  return end
}

function isLarge({ data = {} }: ParsedSegment): boolean {
  for (const key in data) if ((data[key]?.length ?? 0) > STEP_BYTES) return true
  return false
}
