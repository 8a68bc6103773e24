import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const MEGABYTE = 1024 * 1024
const bin = fileURLToPath(new URL('../../bin/rookery.js', import.meta.url))
const LISTENS = /rookery listens/
const REDUCER = /Memory reducer:/
const module = new URL('../../dist/up/engine.js', import.meta.url).href
const isV8Of20 = process.versions.v8.startsWith('11.')

/** Arguments of a Node that sets options of its engine, then runs a program. */
const node = (setting: string, program: string, options: readonly string[] = []): readonly string[] => [
  ...options,
  '--input-type=module',
  '-e',
  `import * as engine from '${module}'\n${setting}\n${program}`,
]

const run = (args: readonly string[]): string =>
  execFileSync(process.execPath, args, { env: {}, encoding: 'utf8' })

/** Bytes of the young generation of a process that kept 60 MB of small objects. */
function youngBytes(setting: string, options: readonly string[] = []): number {
  const program = `
    import v8 from 'node:v8'
    const kept = []
    for (let n = 0; n < 1_000_000; n++) kept.push({ n, text: [n] })
    console.log(v8.getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size)
  `
  return Number(run(node(setting, program, options)))
}

/** Whether V8 chose a function to be optimized that was used so often. */
function isOptimized(setting: string, calls: number): boolean {
  const program = `
    function work(n) { return n % 3 === 0 ? n * 5 : n % 7 === 0 ? n + 11 : n - 13 }
    for (let n = 0; n < ${calls}; n++) work(n)
  `
  return /marking .*work.* for optimization/.test(run(node(setting, program, ['--trace-opt'])))
}

/** What `rookery up` and V8 print until the program has ended, which is asked for once each pattern was seen. */
async function printedByUp(patterns: readonly RegExp[], options: readonly string[] = []): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), 'rookery-engine-'))
  await writeFile(join(cwd, 'rookery.yml'), 'listen: { host: 127.0.0.1, port: 0 }\n')
  const traced = ['--trace-gc-verbose', '--gc-memory-reducer-start-delay-ms=0', ...options]
  const child = spawn(process.execPath, [...traced, bin, 'up'], { cwd, env: {} })
  let printed = ''
  for await (const line of createInterface({ input: child.stdout })) {
    printed += `${line}\n`
    if (patterns.every((pattern) => pattern.test(printed))) child.kill()
  }
  await rm(cwd, { recursive: true })
  return printed
}

// A later V8 decides with a delay of 0 before any program runs, and with its usual one 8 seconds later: too late for a test.
test.runIf(isV8Of20)('a hub that has just started is not reduced, unless the operator wants it', async () => {
  expect(await printedByUp([LISTENS])).not.toMatch(REDUCER)
  expect(await printedByUp([LISTENS, REDUCER], ['--memory-reducer-for-small-heaps'])).toMatch(REDUCER)
})

test('the young generation grows no more, whatever the process keeps', () => {
  expect(youngBytes('')).toBeGreaterThan(16 * MEGABYTE)
  expect(youngBytes('engine.keepYoungGeneration()')).toBeLessThan(9 * MEGABYTE)
})

test('a size that the operator sets holds', () => {
  const options = ['--max-semi-space-size=16']
  expect(youngBytes('engine.keepYoungGeneration()', options)).toBeGreaterThan(16 * MEGABYTE)
})

test.runIf(isV8Of20)('a function is optimized after twice the use', () => {
  expect(isOptimized('', 4_000)).toBe(true)
  expect(isOptimized('engine.optimizeLater()', 4_000)).toBe(false)
  expect(isOptimized('engine.optimizeLater()', 8_000)).toBe(true)
})

test.skipIf(isV8Of20)('a later V8 is not asked for what it lacks, and complains of nothing', () => {
  const said = run(node('engine.optimizeLater(); engine.skipFirstReduction()', 'console.log("ran")'))
  expect(said).toBe('ran\n')
})
