import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { HistoryEvent } from '@rookery/hub/history'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readAll } from '../../hub/src/history/hub-store.conformance.js'
import { inline } from './inline-engine.fixture.js'
import { diskStoreOver } from './open-store.js'
import { FOREVER, temporaryFolder } from './temporary-folder.fixture.js'

const program = new URL('./killed-store.fixture.ts', import.meta.url)

/** Runs a store until it has told so many ids as safe, kills it, and returns the last of each account and epoch. */
async function killed(folder: string, durability: string, lines: number): Promise<Map<string, number>> {
  const tsx = import.meta.resolve('tsx')
  const child = spawn(process.execPath, ['--import', tsx, program.pathname, folder, durability], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  let told = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text
    if (told.split('\n').length > lines) child.kill('SIGKILL')
  })
  expect(await ended).toEqual([null, 'SIGKILL'])
  // The last line may be cut.
  const safe = told
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' '))
  return new Map(safe.map(([account, epoch, number]) => [`${account} ${epoch}`, Number(number)]))
}

const isWhole = ({ id, payload }: HistoryEvent): boolean =>
  JSON.parse(Buffer.from(payload).toString()).number === id.number

describe('a store whose process is killed', () => {
  it.each(['process', 'power'])(
    'has all that it told as safe, dense and whole (%s)',
    { timeout: 60_000 },
    async (durability) => {
      const folder = await temporaryFolder()
      const safe = new Map<string, number>()
      for (const lines of [5, 60]) {
        for (const [epoch, number] of await killed(folder, durability, lines)) safe.set(epoch, number)
      }
      const store = await diskStoreOver(inline(folder, {}, Date.now, 1), { history: FOREVER })
      const { events, missing } = await readAll(store)
      await store.close()
      expect(store.report.setAside).toBeUndefined()
      // What was delivered and not yet saved, of two accounts in two kills.
      const torn = durability === 'power' ? [] : ['1', '1', '2', '2']
      expect(missing.map(({ account }) => account).sort()).toEqual(torn)
      expect(events.filter((event) => !isWhole(event))).toEqual([])
      expect(safe.size).toBe(4)
      for (const [key, number] of safe) {
        const numbers = events
          .filter(({ id }) => `${id.account} ${id.epoch}` === key)
          .map(({ id }) => id.number)
        expect(numbers).toEqual(numbers.map((_, at) => at + 1))
        expect(numbers.length).toBeGreaterThanOrEqual(number)
      }
    },
  )
})
