import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bringUpToDate } from '../../../../scripts/gen/bring-up-to-date.mjs'

const script = fileURLToPath(new URL('../../../../scripts/gen.mjs', import.meta.url))
const root = fileURLToPath(new URL('../../../..', import.meta.url))
const TABLES = 'packages/protocol/src/tables'
const PAGES = 'docs/reference'
const interfaces = ['actions.gen.ts', 'events.gen.ts', 'segments.gen.ts', 'facts.gen.ts'].map(
  (name) => `${TABLES}/${name}`,
)

describe('npm run gen', () => {
  const dir = mkdtempSync(join(tmpdir(), 'rookery-gen-'))
  const files = new Map<string, string>()
  afterAll(() => rmSync(dir, { recursive: true }))

  beforeAll(() => {
    const { status, stdout } = spawnSync(process.execPath, [script, '--out', dir], { encoding: 'utf8' })
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringContaining(`wrote ${interfaces.join(', ')}, ${PAGES}/en/README.md, `),
    })
    for (const path of readdirSync(dir, { recursive: true, encoding: 'utf8' }))
      if (/\.\w+$/.test(path)) files.set(path.split(sep).join('/'), readFileSync(join(dir, path), 'utf8'))
  }, 60_000)

  test('writes what is checked in', () => {
    const pages = [`${PAGES}/zh/events.md`, `${PAGES}/en/actions/messages.md`, `${PAGES}/zh/sandbox.md`]
    expect([...files.keys()]).toEqual(expect.arrayContaining([...interfaces, ...pages]))
    expect(bringUpToDate(files, root, { check: true })).toBe('the generated files are up to date')
  })

  test('ends with 1 when it only checks and something is stale', () => {
    const other = mkdtempSync(join(tmpdir(), 'rookery-gen-'))
    try {
      expect(() => bringUpToDate(files, other, { check: true })).toThrow(
        expect.objectContaining({
          exitCode: 1,
          message: expect.stringMatching(/^docs\/reference\/.* do not match the tables: run `npm run gen`/),
        }),
      )
      expect(readdirSync(other)).toEqual([])
    } finally {
      rmSync(other, { recursive: true })
    }
  })

  test('writes only what has changed, and removes pages that nothing stands for', () => {
    appendFileSync(join(dir, TABLES, 'events.gen.ts'), '\n')
    appendFileSync(join(dir, PAGES, 'zh/retcodes.md'), '\n')
    writeFileSync(join(dir, PAGES, 'en/actions/gone.md'), '')
    const stale = [`${TABLES}/events.gen.ts`, `${PAGES}/zh/retcodes.md`, `${PAGES}/en/actions/gone.md`]
    const sorted = (text: string) =>
      text
        .replace(/^wrote /, '')
        .split(', ')
        .sort()
    expect(() => bringUpToDate(files, dir, { check: true })).toThrow(
      `${PAGES}/en/actions/gone.md do not match`,
    )
    expect(sorted(bringUpToDate(files, dir))).toEqual(stale.sort())
    expect(bringUpToDate(files, dir, { check: true })).toBe('the generated files are up to date')
  })
})
