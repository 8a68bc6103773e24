import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SOURCE = fileURLToPath(new URL('synced.c', import.meta.url))

/** What a power failure leaves of the files of a hub: as much of each as was synced. It needs Linux and a C compiler. */
export class PowerFailure {
  #preload
  #log

  /** Compiles what tells of syncs into a folder, where it also writes. */
  constructor(dir) {
    this.#preload = join(dir, 'synced.so')
    this.#log = join(dir, 'synced.log')
    execFileSync(process.env.CC ?? 'cc', ['-shared', '-fPIC', '-O2', '-o', this.#preload, SOURCE, '-ldl'])
  }

  /** The command that starts a hub whose syncs are known. */
  get wrap() {
    return ['env', `LD_PRELOAD=${this.#preload}`, `CHAOS_SYNC_LOG=${this.#log}`]
  }

  /** Cuts the files of a folder back to their length at their last sync; returns how many bytes that took. */
  strike(folder) {
    const synced = this.#lengths()
    let taken = 0
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      const { size } = statSync(path)
      const length = synced.get(path)
      if (length === undefined || length >= size) continue
      truncateSync(path, length)
      taken += size - length
    }
    return taken
  }

  #lengths() {
    if (!existsSync(this.#log)) throw new Error('the hub has synced nothing, or was not started by `wrap`')
    const lines = readFileSync(this.#log, 'utf8').trimEnd().split('\n')
    return new Map(lines.map((line) => [line.slice(line.indexOf(' ') + 1), Number.parseInt(line, 10)]))
  }
}
