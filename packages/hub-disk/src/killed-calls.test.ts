import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { inline } from './inline-engine.fixture.js'
import { diskStoreOver } from './open-store.js'
import { FOREVER, temporaryFolder } from './temporary-folder.fixture.js'

const program = new URL('./killed-calls.fixture.ts', import.meta.url)
const NEW = 20

/** Runs the program on the keys of before and some new ones, until it kills itself there. */
async function killed(folder: string, notes: string, dieAt: string, more: readonly string[]): Promise<void> {
  const tsx = import.meta.resolve('tsx')
  const args = ['--import', tsx, program.pathname, folder, notes, dieAt, ...more]
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  onTestFinished(() => void child.kill('SIGKILL'))
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
}

/** Numbers of the keys of which the programs noted something. */
const noted = (notes: string, what: string): number[] =>
  (existsSync(notes) ? readFileSync(notes, 'utf8').split('\n') : [])
    .map((line) => line.split(' '))
    .flatMap(([word, key]) => (word === what ? Number(key) : []))

const outcomesOf = async (folder: string, count: number): Promise<Map<number, string>> => {
  const store = await diskStoreOver(inline(folder), { history: FOREVER })
  const outcomes = new Map<number, string>()
  for (let key = 1; key <= count; key++) {
    const begun = await store.ledger.begin({ scope: 'name bot', account: '1', key: `${key}`, digest: 'd' })
    outcomes.set(key, begun.is === 'replied' ? Buffer.from(begun.reply).toString() : begun.is)
  }
  await store.close()
  expect(store.report.setAside).toBeUndefined()
  return outcomes
}

describe('a process that is killed while it executes calls', () => {
  it.each([
    ['process', ['stored', 'executed', 'settling', 'told', 'executed']],
    ['power', ['executed', 'settling']],
  ])(
    'executes none of them twice, wherever it dies, and knows each reply that was told (%s)',
    { timeout: 120_000 },
    async (durability, places) => {
      const folder = await temporaryFolder()
      const notes = join(dirname(folder), 'notes')
      for (const [round, place] of places.entries())
        await killed(folder, notes, place, [`${round * NEW}`, durability])
      const executed = noted(notes, 'executed')
      const told = noted(notes, 'told')
      expect(new Set(executed).size).toBe(executed.length)
      const outcomes = await outcomesOf(folder, places.length * NEW)
      for (const key of told) expect(outcomes.get(key)).toBe(`reply to ${key}`)
      for (const key of executed) expect(['unknown', `reply to ${key}`]).toContain(outcomes.get(key))
      // The kills did meet calls whose intent was stored and whose reply was not.
      const unknown = [...outcomes.values()].filter((is) => is === 'unknown')
      expect(unknown.length).toBeGreaterThan(5)
      expect(executed.length).toBeGreaterThan(20)
      expect([...outcomes.values()]).not.toContain('waits')
    },
  )
})
