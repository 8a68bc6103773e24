import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { loadConfig } from './load-config.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rookery-store-config-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function storeOf(text: string) {
  writeFileSync(join(folder, 'rookery.yml'), text)
  return loadConfig('rookery.yml', {}, folder).store
}

it('keeps a week and 2 GB in a folder beside the config', () => {
  expect(storeOf('')).toEqual({
    engine: 'disk',
    folder: join(folder, 'rookery-data'),
    isNamed: false,
    durability: 'process',
    history: { ageMs: 604_800_000, bytes: 2 * 1024 ** 3 },
  })
})

it('takes what the config says', () => {
  const text =
    'data: ../kept\njournal: { engine: memory, durability: power, history: { age: 30d, bytes: 64MB } }\n'
  expect(storeOf(text)).toEqual({
    engine: 'memory',
    folder: join(folder, '..', 'kept'),
    isNamed: true,
    durability: 'power',
    history: { ageMs: 2_592_000_000, bytes: 64 * 1024 ** 2 },
  })
})
