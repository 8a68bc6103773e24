import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rows } from '../rows.mjs'
import { count, inWords, told } from './figures.mjs'
import { pageWith, readRows, reportPath, rowsMissingIn } from './reliability.mjs'

const outcome = (name, value) => ({
  row: { name, what: `${name} is done`, goal: 'none' },
  figures: [count('missing', value)],
  isMet: value === 0,
})

test('docs/reliability.md has every row', () => {
  expect(rowsMissingIn(readFileSync(reportPath, 'utf8'))).toEqual([])
})

test('a row that is missing in the page is named', () => {
  expect(rowsMissingIn('')).toEqual(rows.map(({ name }) => name))
})

test('a row that ran takes the place of its last run with that seed; others stay', () => {
  const first = pageWith('', [outcome('R1', 3), outcome('R2', 0)], '1')
  const second = pageWith(first, [outcome('R1', 0)], '1')
  const third = pageWith(second, [outcome('R1', 0)], '2')
  expect([...readRows(third).keys()]).toEqual(['R1 1', 'R1 2', 'R2 1'])
  expect(readRows(first).get('R1 1')).toContain('missed')
  expect(readRows(third).get('R1 1')).not.toContain('missed')
})

test('a figure that is almost nothing is not negative', () => {
  expect(inWords(told('memory', -0.001, 'MB more'))).toBe('memory 0.00 MB more')
  expect(inWords(told('memory', -0.01, 'MB more'))).toBe('memory -0.01 MB more')
})

test('a figure names its goal only where it missed it', () => {
  expect(inWords(count('missing', 0))).toBe('missing 0')
  expect(inWords(count('missing', 2))).toBe('missing 2 (goal ≤ 0)')
})
