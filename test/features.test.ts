import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readSource } from '../scripts/house/sources.mjs'
import { testTitles } from '../scripts/house/test-titles.mjs'
import { faultOf, featuresPage } from './features/features-page.js'
import { REMARKS, rows } from './features/hub-features.js'
import { headingLevels } from './readme/markdown.js'

const root = fileURLToPath(new URL('../', import.meta.url))
const read = (file: string): string => readFileSync(`${root}${file}`, 'utf8')

/** Rows without a "yes"; this list only gets shorter. */
const LACKING = {
  'Unix sockets': 'planned',
  'Several hubs as one cluster': 'no',
}

describe('the table of features', () => {
  it('has a test for each feature that we say we have, and it runs', () => {
    const proofs = rows.flatMap(({ ours }) => (typeof ours === 'string' ? [] : ours))
    expect(proofs.map(faultOf).filter((fault) => fault !== undefined)).toEqual([])
    expect(proofs.length).toBeGreaterThan(rows.length)
  })

  it('lacks no more than is known', () => {
    const lacking = rows.filter(({ ours }) => typeof ours === 'string').map(({ en, ours }) => [en, ours])
    expect(Object.fromEntries(lacking)).toEqual(LACKING)
  })

  it('names each feature once, and uses each remark', () => {
    for (const language of ['en', 'zh'] as const)
      expect(new Set(rows.map((row) => row[language])).size).toBe(rows.length)
    const used = rows.flatMap(({ others }) => others.map((cell) => cell.split(': ')[1]))
    expect(Object.keys(REMARKS).filter((remark) => !used.includes(remark))).toEqual([])
  })

  it.each([
    ['en', 'docs/features.md'],
    ['zh', 'docs/features.zh-CN.md'],
  ] as const)('is the page in %s: refresh it with UPDATE_FEATURES=1', (language, file) => {
    if (process.env.UPDATE_FEATURES === '1') writeFileSync(`${root}${file}`, featuresPage(language))
    expect(read(file)).toBe(featuresPage(language))
    expect(headingLevels(read(file))).toEqual([1, 2, 2])
  })

  it.each([
    ['README.md', 'docs/features.md'],
    ['README.zh-CN.md', 'docs/features.zh-CN.md'],
    ['docs/guide/en/README.md', '../../features.md'],
    ['docs/guide/zh/README.md', '../../features.zh-CN.md'],
  ])('is linked to from %s', (page, link) => {
    expect(read(page)).toContain(`](${link})`)
  })
})

describe('a test that is to prove something', () => {
  it('must be there', () => {
    expect(faultOf(['test/no-such.test.ts', 'anything'])).toContain('no file')
    expect(faultOf(['test/features.test.ts', 'no such title'])).toContain('has no test')
    expect(faultOf(['test/features.test.ts', 'must be there'])).toBeUndefined()
  })

  it.each([
    ["describe('a', () => { it('b', () => {}) })", false],
    ["it.each([1])('b', () => {})", false],
    ["it.skipIf(onWindows)('b', () => {})", false],
    ["it.skip('b', () => {})", true],
    ["it.todo('b', () => {})", true],
    ["describe.skip('a', () => { describe('c', () => { it('b', () => {}) }) })", true],
    ["describe.skip.each([1])('a', () => { it('b', () => {}) })", true],
  ])('is skipped in %j: %s', (code, isSkipped) => {
    expect(testTitles(readSource('a.test.ts', code))).toMatchObject([{ title: 'b', isSkipped }])
  })

  it('has the titles of what it stands in, the outermost first', () => {
    const code = "describe('a', () => { describe.each([1])('of %i', () => { it('b', () => {}) }) })"
    expect(testTitles(readSource('a.test.ts', code))).toMatchObject([{ about: ['a', 'of %i'], title: 'b' }])
  })
})
