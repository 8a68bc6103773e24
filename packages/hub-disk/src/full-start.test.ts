import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { eventOf } from '../../hub/src/history/history.fixture.js'
import { readAll, written } from '../../hub/src/history/hub-store.conformance.js'
import { inline } from './inline-engine.fixture.js'
import { diskStoreOver } from './open-store.js'
import { FOREVER, temporaryFolder } from './temporary-folder.fixture.js'

const program = new URL('./full-start.fixture.ts', import.meta.url)
const EVENTS = 100

it.skipIf(process.platform === 'win32')(
  'a store that is opened while the disk is full keeps its file, and all that is in it',
  { timeout: 60_000 },
  async () => {
    const folder = await temporaryFolder()
    const store = await diskStoreOver(inline(folder), { history: FOREVER })
    for (let number = 1; number <= EVENTS; number++)
      await written(store, [eventOf('1', 5, number, 'x'.repeat(20_000))])
    // As a process leaves it that is killed: with most of it in the log beside the file.
    const left = `${folder}-left`
    mkdirSync(left)
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(left, name))
    await store.close()
    expect(statSync(join(left, 'log.db-wal')).size).toBeGreaterThan(1_000_000)
    // Files of at most 512 KB: the system refuses to write more, as a full disk does.
    const limited = `trap '' XFSZ; ulimit -f 1000; exec "$0" --import "$1" "$2" "$3"`
    const words = ['-c', limited, process.execPath, import.meta.resolve('tsx'), program.pathname, left]
    const { stdout } = await promisify(execFile)('sh', words)
    // Those of the front log cannot be moved now, and come once there is room.
    expect(stdout).toMatch(/^nothing [1-9]\d*\n$/)
    const later = await diskStoreOver(inline(left), { history: FOREVER })
    expect((await readAll(later)).events).toHaveLength(EVENTS)
    await later.close()
  },
)
