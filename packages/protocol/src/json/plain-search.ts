/*
 * A search that looks at 16 bytes at a time, in WebAssembly: JavaScript looks at one, and Node has no function that finds
 * the first byte of a set. It is so short that it is put together here, instruction by instruction.
 */

/** A search for the next byte that does not stand for itself in a JSON string: a quote, a backslash or a control character. */
export interface PlainSearch {
  /** Memory that is searched. */
  readonly memory: Uint8Array
  /** Index of the first such byte from `at` on; `end` or more if there is none before `end`, which is at most `longest`. */
  readonly find: (at: number, end: number) => number
  readonly longest: number
}

const PAGES = 2
/** Bytes that are looked at together, so as many may be read behind the end. */
const STEP = 16

/** The part of `WebAssembly` that is used: neither the types of Node nor those of a browser are at hand everywhere. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (
    module: object,
  ) => {
    readonly exports: {
      readonly memory: { readonly buffer: ArrayBuffer }
      readonly find: PlainSearch['find']
    }
  }
}

/** Makes a search; undefined where WebAssembly or its vectors are missing or forbidden. */
export function makePlainSearch(): PlainSearch | undefined {
  try {
    const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly
    const { exports } = new Instance(new Module(moduleBytes()))
    const memory = new Uint8Array(exports.memory.buffer)
    return { memory, find: exports.find, longest: memory.length - STEP }
  } catch {
    return undefined
  }
}

const [I32, V128, NOTHING] = [0x7f, 0x7b, 0x40]
const PARAMETERS_AND_RESULT = [2, I32, I32, 1, I32]
const VARIABLES = [2, 1, V128, 1, I32]
/** Numbers of the parameters, and of the variables behind them. */
const [AT, END, BYTES, FOUND] = [0, 1, 2, 3]

const get = (local: number): number[] => [0x20, local]
const tee = (local: number): number[] => [0x22, local]
/** A constant, in two bytes of LEB128. */
const i32 = (value: number): number[] => [0x41, (value & 0x7f) | 0x80, value >> 7]
const LOOP = [0x03, NOTHING]
const IF = [0x04, NOTHING]
const DONE = 0x0b
const REPEAT_IF = [0x0d, 0]
const RETURN = 0x0f
const ADD = 0x6a
const LESS = 0x49
const TRAILING_ZEROS = 0x68
const LOAD_16_BYTES = [0xfd, 0x00, 0, 0]
const SPLAT = [0xfd, 0x0f]
const EQUAL_BYTES = [0xfd, 0x23]
const LESS_BYTES = [0xfd, 0x26]
const OR_BITS = [0xfd, 0x50]
const BIT_OF_EACH_BYTE = [0xfd, 0x64]

const FIND = [
  ...LOOP,
  // bytes = the 16 bytes from `at` on
  ...[...get(AT), ...LOAD_16_BYTES, ...tee(BYTES)],
  // found = a bit for each of them that is less than a space, a quote or a backslash
  ...[...i32(0x20), ...SPLAT, ...LESS_BYTES],
  ...[...get(BYTES), ...i32(0x22), ...SPLAT, ...EQUAL_BYTES, ...OR_BITS],
  ...[...get(BYTES), ...i32(0x5c), ...SPLAT, ...EQUAL_BYTES, ...OR_BITS],
  ...[...BIT_OF_EACH_BYTE, ...tee(FOUND)],
  // if (found) return at + the place of its lowest bit
  ...[...IF, ...get(AT), ...get(FOUND), TRAILING_ZEROS, ADD, RETURN, DONE],
  // at += 16, and again while that is less than `end`
  ...[...get(AT), ...i32(STEP), ADD, ...tee(AT), ...get(END), LESS, ...REPEAT_IF],
  ...[DONE, ...get(END), DONE],
]

/** A module with this one function and its memory. Each section begins with its number and its length. */
function moduleBytes(): Uint8Array {
  const code = [...VARIABLES, ...FIND]
  const sections: (readonly [id: number, content: readonly number[]])[] = [
    [1, [1, 0x60, ...PARAMETERS_AND_RESULT]], // types
    [3, [1, 0]], // functions, by the number of their type
    [5, [1, 0, PAGES]], // memories
    [7, [2, ...named('find'), 0, 0, ...named('memory'), 2, 0]], // exports
    [10, [1, ...sized(code)]], // code
  ]
  const header = [0, ...ascii('asm'), 1, 0, 0, 0]
  return Uint8Array.from([...header, ...sections.flatMap(([id, content]) => [id, ...sized(content)])])
}

const ascii = (text: string): number[] => Array.from(text, (each) => each.charCodeAt(0))
/** Behind its length, which is less than 128. */
const sized = (bytes: readonly number[]): number[] => [bytes.length, ...bytes]
const named = (name: string): number[] => sized(ascii(name))
