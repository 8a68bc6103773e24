import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { readAll } from '../../hub/src/history/hub-store.conformance.js'
import { inline } from './inline-engine.fixture.js'
import { diskStoreOver } from './open-store.js'
import { FOREVER, temporaryFolder } from './temporary-folder.fixture.js'

const program = new URL('./full-disk.fixture.ts', import.meta.url)

it.skipIf(process.platform === 'win32')(
  'a store whose disk is really full says so, goes on, and has all that was safe',
  { timeout: 60_000 },
  async () => {
    const folder = await temporaryFolder()
    // Files of at most 4 MB: the system refuses to write more, as a full disk does.
    const limited = `trap '' XFSZ; ulimit -f 8000; exec "$0" --import "$1" "$2" "$3"`
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      limited,
      process.execPath,
      import.meta.resolve('tsx'),
      program.pathname,
      folder,
    ])
    const [, code, safe, epoch, refused, known] =
      /^false (SQLITE_\w+) (\d+) (\d+) (\w+) (\w+)\n$/.exec(stdout) ?? []
    expect(code, stdout).toMatch(/SQLITE_(FULL|IOERR)/)
    expect(Number(epoch)).toBeGreaterThan(1_600_000_000)
    expect([refused, known]).toEqual(['unstored', 'replied'])
    const store = await diskStoreOver(inline(folder), { history: FOREVER })
    const numbers = (await readAll(store)).events.map(({ id }) => id.number)
    await store.close()
    expect(Number(safe)).toBeGreaterThan(10)
    expect(numbers.length).toBeGreaterThanOrEqual(Number(safe))
    expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  },
)
