import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const MEGABYTE = 1024 * 1024
const module = new URL('../../dist/up/young-generation.js', import.meta.url).href

/** Bytes of the young generation of a process that kept 60 MB of small objects. */
function youngBytes(before: string, options: readonly string[] = []): number {
  const program = `
    import v8 from 'node:v8'
    import { keepYoungGeneration } from '${module}'
    ${before}
    const kept = []
    for (let n = 0; n < 1_000_000; n++) kept.push({ n, text: [n] })
    console.log(v8.getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size)
  `
  const args = [...options, '--input-type=module', '-e', program]
  return Number(execFileSync(process.execPath, args, { env: {}, encoding: 'utf8' }))
}

test('the young generation grows no more, whatever the process keeps', () => {
  expect(youngBytes('')).toBeGreaterThan(16 * MEGABYTE)
  expect(youngBytes('keepYoungGeneration()')).toBeLessThan(9 * MEGABYTE)
})

test('a size that the operator sets holds', () => {
  const options = ['--max-semi-space-size=16']
  expect(youngBytes('keepYoungGeneration()', options)).toBeGreaterThan(16 * MEGABYTE)
})
