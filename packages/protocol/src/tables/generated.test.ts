import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

const script = fileURLToPath(new URL('../../../../scripts/gen.mjs', import.meta.url))
const root = fileURLToPath(new URL('../../../..', import.meta.url))
const TABLES = 'packages/protocol/src/tables'
const PAGES = 'docs/reference'
const interfaces = ['actions.gen.ts', 'events.gen.ts', 'segments.gen.ts', 'facts.gen.ts'].map(
  (name) => `${TABLES}/${name}`,
)

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
    expect(stderr).toContain(`${interfaces.join(', ')}, ${PAGES}/en/README.md, `)
    expect(stderr).toContain(' do not match the tables: run `npm run gen`')
    expect(readdirSync(dir)).toEqual([])
  })

  test('writes what is checked in, and only what has changed', () => {
    expect(gen('--out', dir).stdout).toContain(`wrote ${interfaces.join(', ')}`)
    const pages = [`${PAGES}/zh/events.md`, `${PAGES}/en/actions/messages.md`, `${PAGES}/zh/sandbox.md`]
    for (const path of [...interfaces, ...pages]) {
      expect(readFileSync(join(dir, path), 'utf8')).toBe(readFileSync(join(root, path), 'utf8'))
    }
    appendFileSync(join(dir, TABLES, 'events.gen.ts'), '\n')
    appendFileSync(join(dir, PAGES, 'zh/retcodes.md'), '\n')
    writeFileSync(join(dir, PAGES, 'en/actions/gone.md'), '')
    const stale = [`${TABLES}/events.gen.ts`, `${PAGES}/zh/retcodes.md`, `${PAGES}/en/actions/gone.md`].join(
      ', ',
    )
    expect(gen('--check', '--out', dir)).toMatchObject({ status: 1, stderr: expect.stringContaining(stale) })
    expect(gen('--out', dir).stdout).toContain(`wrote ${stale}`)
    expect(gen('--check', '--out', dir)).toMatchObject({ status: 0 })
  })
})
