import { describe, expect, it } from 'vitest'
import { fixedPorts } from '../scripts/house/fixed-ports.mjs'
import { hollowTests, idleExpectations } from '../scripts/house/hollow-tests.mjs'
import { readSource } from '../scripts/house/sources.mjs'
import { readTestFiles } from '../scripts/house/test-files.mjs'

const files = readTestFiles()
const filesOf = (text: string) => ({ 'a.test.ts': readSource('a.test.ts', text) })

/** Ports by number in options that are only read, with the count and who reads them; nothing listens there. */
const READ_ONLY: Readonly<Record<string, readonly [count: number, why: string]>> = {
  'packages/bot/src/checks/plain-javascript.test.ts': [1, 'a config that is refused'],
  'packages/bot/src/config/config.test.ts': [2, 'configs that are checked, and no bot made of them'],
  'packages/sandbox/src/world-file/export-world.test.ts': [1, 'a world that is written to a file'],
}

describe('the tests', () => {
  it('listen on no fixed port, so that they pass beside programs that do', () => {
    const found = Object.values(files).flatMap(fixedPorts)
    const counts: Record<string, number> = {}
    for (const place of found) {
      const path = place.slice(0, place.lastIndexOf(':'))
      counts[path] = (counts[path] ?? 0) + 1
    }
    const allowed = Object.entries(READ_ONLY).map(([path, [count]]) => [path, count])
    expect(counts).toEqual(Object.fromEntries(allowed))
  })

  it('assert something, each of them', () => {
    expect(hollowTests(files)).toEqual([])
  })

  it('expect nothing that cannot fail', () => {
    expect(idleExpectations(files)).toEqual([])
  })
})

describe('a fixed port', () => {
  it.each([
    ['server.listen(3001)', 1],
    ["createServer().listen(8080, '127.0.0.1')", 1],
    ["connect(7700, '127.0.0.1')", 1],
    ['start({ listen: { port: 8080 } })', 1],
    ['startHub(defaultOptions)', 1],
    ['startHub({ ...defaultOptions, clients: [] })', 1],
    ['start({ listen: { ...defaultOptions.listen, token } })', 1],
    ['start({ listen: { ...defaultOptions.listen, port: 0 } })', 0],
    ["server.listen(0, '127.0.0.1')", 0],
    ['start({ listen: { port: 0 } })', 0],
    ['startHub({ ...defaultOptions, listen })', 0],
    ['server.listen(port)', 0],
    ['expect(options).toEqual({ port: 8080 })', 0],
  ])('is counted in %j: %i', (code, count) => {
    expect(fixedPorts(readSource('a.test.ts', code))).toHaveLength(count)
  })
})

describe('a test', () => {
  it.each([
    ["it('a', () => { run() })", 1],
    ["it.each([1])('a', async (n) => { await run(n) })", 1],
    ["it.skipIf(slow)('a', async () => { await run() }, 9)", 1],
    ["const body = () => run()\ntest('a', body)", 1],
    ["const only = (title, run) => it(title, run)\nonly('a', () => run())", 1],
    ["it('a', () => { expect(run()).toBe(1) })", 0],
    ["const check = () => expect(run()).toBe(1)\nit('a', () => check())", 0],
    ["it('a', () => {\n  // @ts-expect-error not a number\n  run('x')\n})", 0],
    ["it('a', () => fc.assert(rule))", 0],
    ["it.todo('a', () => {})", 0],
  ])('that asserts nothing is found in %j: %i', (code, count) => {
    expect(hollowTests(filesOf(code))).toHaveLength(count)
  })

  it.each([
    ['expect(a)', 'has no matcher'],
    ['expect(a).not.toBe', 'has no matcher'],
    ['expect(true).toBe(true)', 'expects something of a literal'],
    ['expect(a).resolves.toBe(1)', 'is not awaited'],
    ['expect.poll(() => a).toBe(1)', 'is not awaited'],
    ['await expect(a).rejects.not.toThrow()', undefined],
    ['const there = () => expect.poll(() => a)', undefined],
    ['expect(a).toBe(1)', undefined],
  ])('expects with %j: %j', (code, why) => {
    expect(idleExpectations(filesOf(code))).toEqual(why === undefined ? [] : [`a.test.ts:1 ${why}`])
  })
})
