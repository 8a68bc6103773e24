import { isPlain, type Member, type ObjectScan, type Wanted, wantedName } from './scan-object.js'

/** Tokens that are allowed at the next byte. */
const VALUE = 0
const FIRST_ITEM = 1
const FIRST_KEY = 2
const KEY = 3
const COLON = 4
const AFTER_VALUE = 5
const STRING = 6
const ESCAPE = 7
const HEX = 8
const WORD = 9
const MINUS = 10
const ZERO = 11
const DIGITS = 12
const POINT = 13
const FRACTION = 14
const EXPONENT = 15
const EXPONENT_SIGN = 16
const EXPONENT_DIGITS = 17
const BROKEN = 18

/** Deepest level; readers of an object accept no deeper one, either. */
const MAX_DEPTH = 100_000
const MAX_MEMBERS = 16 * 1024

/**
 * Reads an object as `scanObject` does, but checks its whole grammar, and in steps: for large texts, which would
 * block the event loop if they were read at once. Bytes beyond ASCII may be anything.
 */
export class ObjectWalk {
  readonly #bytes: Uint8Array
  readonly #wanted: Wanted
  readonly #members: Member[] = []
  /** For each open level, whether it is an object. */
  readonly #levels: boolean[] = []
  #at = 0
  #state = VALUE
  /** Whether the open string is a key. */
  #isKey = false
  #word = ''
  /** Characters of a word, or hex digits, read so far. */
  #count = 0
  #start = 0
  #keyStart = 0
  #keyEnd = 0
  #valueStart = 0
  #previousEnd = -1
  #previous: Member | undefined
  #isEmpty = true

  constructor(bytes: Uint8Array, wanted: Wanted) {
    this.#bytes = bytes
    this.#wanted = wanted
  }

  /** Reads up to `bytes` further bytes; true once the end is reached, or the text is invalid. */
  step(bytes: number): boolean {
    const end = Math.min(this.#at + bytes, this.#bytes.length)
    while (this.#at < end && this.#state !== BROKEN) {
      if (this.#state === STRING) this.#inString(end)
      else this.#byte(this.#bytes[this.#at] ?? 0)
    }
    return this.#at >= this.#bytes.length || this.#state === BROKEN
  }

  /** The members found, once the end is reached. `complete` is false for a text that is not a JSON object. */
  get scan(): ObjectScan {
    const complete =
      this.#at >= this.#bytes.length && this.#state === AFTER_VALUE && this.#levels.length === 0
    return {
      start: this.#start,
      end: complete ? this.#previousEnd : this.#at,
      members: this.#members,
      isEmpty: complete && this.#isEmpty,
      complete,
    }
  }

  #inString(end: number): void {
    const bytes = this.#bytes
    let at = this.#at
    let byte = 0
    for (; at < end; at++) {
      byte = bytes[at] as number
      if (byte === 0x22 || byte === 0x5c || byte < 0x20) break
    }
    if (at === end) this.#at = at
    else if (byte === 0x22) this.#endString(at + 1)
    else if (byte === 0x5c) this.#go(ESCAPE, at + 1)
    else this.#break()
  }

  #endString(at: number): void {
    this.#at = at
    if (!this.#isKey) return this.#endValue()
    this.#state = COLON
    if (this.#levels.length === 1) this.#keyEnd = at
  }

  #byte(byte: number): void {
    switch (this.#state) {
      case ESCAPE:
        if (byte === 0x75) {
          this.#count = 0
          return this.#go(HEX, this.#at + 1)
        }
        return ESCAPES.includes(byte) ? this.#go(STRING, this.#at + 1) : this.#break()
      case HEX:
        if (!isHexDigit(byte)) return this.#break()
        return this.#go(++this.#count === 4 ? STRING : HEX, this.#at + 1)
      case WORD:
        if (byte !== this.#word.charCodeAt(this.#count)) return this.#break()
        this.#at++
        if (++this.#count === this.#word.length) this.#endValue()
        return
      case MINUS:
        return isDigit(byte) ? this.#go(byte === 0x30 ? ZERO : DIGITS, this.#at + 1) : this.#break()
      case ZERO:
      case DIGITS:
      case POINT:
      case FRACTION:
      case EXPONENT:
      case EXPONENT_SIGN:
      case EXPONENT_DIGITS:
        return this.#inNumber(byte)
      default:
        if (isSpace(byte)) this.#at++
        else this.#between(byte)
    }
  }

  #inNumber(byte: number): void {
    const state = this.#state
    if (isDigit(byte) && state !== ZERO) {
      const isExponent = state === EXPONENT || state === EXPONENT_SIGN
      return this.#go(state === POINT ? FRACTION : isExponent ? EXPONENT_DIGITS : state, this.#at + 1)
    }
    const isWhole = state === ZERO || state === DIGITS
    if (byte === 0x2e && isWhole) return this.#go(POINT, this.#at + 1)
    if ((byte | 0x20) === 0x65 && (isWhole || state === FRACTION)) return this.#go(EXPONENT, this.#at + 1)
    if ((byte === 0x2b || byte === 0x2d) && state === EXPONENT) return this.#go(EXPONENT_SIGN, this.#at + 1)
    if (state === POINT || state === EXPONENT || state === EXPONENT_SIGN) return this.#break()
    this.#endValue()
  }

  /** Handles a byte that is neither a space nor inside of a value. */
  #between(byte: number): void {
    const isObject = this.#levels.at(-1) === true
    if (this.#state === COLON) return byte === 0x3a ? this.#go(VALUE, this.#at + 1) : this.#break()
    if (this.#state === AFTER_VALUE) return this.#afterValue(byte, isObject)
    if (this.#state === FIRST_KEY && byte === 0x7d) return this.#close()
    if (this.#state === FIRST_ITEM && byte === 0x5d) return this.#close()
    if (this.#state === VALUE || this.#state === FIRST_ITEM) return this.#beginValue(byte)
    if (byte !== 0x22) return this.#break()
    if (this.#levels.length === 1) this.#beginMember()
    this.#isKey = true
    this.#go(STRING, this.#at + 1)
  }

  #afterValue(byte: number, isObject: boolean): void {
    if (this.#levels.length === 0) return this.#break()
    if (byte === 0x2c) return this.#go(isObject ? KEY : VALUE, this.#at + 1)
    if (byte === (isObject ? 0x7d : 0x5d)) this.#close()
    else this.#break()
  }

  #beginValue(byte: number): void {
    const at = this.#at
    // The whole text must be one object.
    if (this.#levels.length === 0 && byte !== 0x7b) return this.#break()
    if (this.#levels.length === 1) this.#valueStart = at
    if (byte === 0x22) {
      this.#isKey = false
      return this.#go(STRING, at + 1)
    }
    if (byte === 0x7b || byte === 0x5b) return this.#open(byte === 0x7b)
    if (byte === 0x2d) return this.#go(MINUS, at + 1)
    if (isDigit(byte)) return this.#go(byte === 0x30 ? ZERO : DIGITS, at + 1)
    this.#word = byte === 0x74 ? 'true' : byte === 0x66 ? 'false' : byte === 0x6e ? 'null' : ''
    this.#count = 1
    if (this.#word) this.#go(WORD, at + 1)
    else this.#break()
  }

  #open(isObject: boolean): void {
    if (this.#levels.length === 0) this.#start = this.#at
    if (this.#levels.push(isObject) > MAX_DEPTH) return this.#break()
    this.#go(isObject ? FIRST_KEY : FIRST_ITEM, this.#at + 1)
  }

  #close(): void {
    this.#levels.pop()
    this.#at++
    this.#endValue()
  }

  #beginMember(): void {
    this.#isEmpty = false
    this.#keyStart = this.#at
    if (this.#previous) this.#previous.nextStart = this.#at
    this.#previous = undefined
  }

  #endValue(): void {
    this.#state = AFTER_VALUE
    if (this.#levels.length === 1) this.#endMember()
    else if (this.#levels.length === 0) this.#previousEnd = this.#at
  }

  #endMember(): void {
    const previousEnd = this.#previousEnd
    const end = this.#at
    this.#previousEnd = end
    const name = wantedName(this.#bytes, this.#keyStart, this.#keyEnd, this.#wanted)
    if (name === undefined) return
    this.#previous = {
      name,
      plain: isPlain(name, this.#keyStart, this.#keyEnd),
      start: this.#keyStart,
      valueStart: this.#valueStart,
      end,
      previousEnd,
      nextStart: -1,
      inner: undefined,
    }
    if (this.#members.push(this.#previous) <= MAX_MEMBERS) return
    this.#members.length = 0
    this.#break()
  }

  #go(state: number, at: number): void {
    this.#state = state
    this.#at = at
  }

  #break(): void {
    this.#state = BROKEN
  }
}

const ESCAPES: readonly number[] = [0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74]

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39

const isHexDigit = (byte: number): boolean =>
  isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66)
