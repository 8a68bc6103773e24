import { closeSync, existsSync, openSync, readSync } from 'node:fs'

/** The JSON lines that one run of a bot has written so far. A line without its end is not counted. */
export class Records {
  #path
  #offset = 0
  #rest = Buffer.alloc(0)
  #all = []

  constructor(path) {
    this.#path = path
  }

  all(kind) {
    this.#readOn()
    return this.#all.filter((record) => record.kind === kind)
  }

  #readOn() {
    if (!existsSync(this.#path)) return
    const file = openSync(this.#path, 'r')
    const chunk = Buffer.alloc(1 << 16)
    try {
      for (;;) {
        const length = readSync(file, chunk, 0, chunk.length, this.#offset)
        if (length === 0) return
        this.#offset += length
        this.#add(chunk.subarray(0, length))
      }
    } finally {
      closeSync(file)
    }
  }

  #add(chunk) {
    const bytes = Buffer.concat([this.#rest, chunk])
    const end = bytes.lastIndexOf(0x0a) + 1
    this.#rest = Buffer.from(bytes.subarray(end))
    const lines = bytes.toString('utf8', 0, end).split('\n')
    this.#all.push(...lines.filter(Boolean).map((line) => JSON.parse(line)))
  }
}
