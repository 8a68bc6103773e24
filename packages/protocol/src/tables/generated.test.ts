import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

const script = fileURLToPath(new URL('../../../../scripts/gen.mjs', import.meta.url))
const here = fileURLToPath(new URL('.', import.meta.url))
const generated = ['actions.gen.ts', 'events.gen.ts', 'segments.gen.ts', 'facts.gen.ts']

function gen(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('npm run gen', () => {
  const dir = mkdtempSync(join(tmpdir(), 'rookery-gen-'))
  afterAll(() => rmSync(dir, { recursive: true }))

  test('finds the checked-in files up to date', () => {
    expect(gen('--check')).toMatchObject({ status: 0, stderr: '' })
  })

  test('says which files are stale, and writes none of them when it only checks', () => {
    const { status, stderr } = gen('--check', '--out', dir)
    expect(status).toBe(1)
    expect(stderr).toContain(`${generated.join(', ')} do not match the tables: run \`npm run gen\``)
    expect(readdirSync(dir)).toEqual([])
  })

  test('writes what is checked in, and only what has changed', () => {
    expect(gen('--out', dir).stdout).toContain(`wrote ${generated.join(', ')}`)
    for (const name of generated) {
      expect(readFileSync(join(dir, name), 'utf8')).toBe(readFileSync(join(here, name), 'utf8'))
    }
    appendFileSync(join(dir, 'events.gen.ts'), '\n')
    expect(gen('--check', '--out', dir)).toMatchObject({ status: 1 })
    expect(gen('--out', dir).stdout).toContain('wrote events.gen.ts')
  })
})
