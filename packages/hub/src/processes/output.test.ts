import { expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import type { Log } from '../log/log.js'
import { LogOutput } from './output.js'

const MINUTE = 60_000

function recorded() {
  const lines: string[] = []
  const leftOut: number[] = []
  const log: Log = {
    info: (_, text) => void lines.push(text),
    warn: ({ count }) => void leftOut.push(Number(count)),
    error: () => {},
  }
  const clock = new TestClock()
  return { lines, leftOut, clock, output: new LogOutput({ upstream: 'up', log, clock }) }
}

it('beyond the lines of a second is counted, and costs next to nothing', async () => {
  const { output, lines, leftOut, clock } = recorded()
  await clock.advance(MINUTE)
  // What a pipe gives in one turn of the event loop at most: it must not hold the loop.
  const begun = process.cpuUsage()
  for (let chunk = 0; chunk < 32; chunk++) output.write(Buffer.alloc(64 * 1024, '\n'))
  const { user } = process.cpuUsage(begun)
  expect(user / 1_000).toBeLessThan(150)
  await clock.advance(MINUTE)
  for (let n = 0; n < 101; n++) output.write(Buffer.from('line\n'))
  expect(lines).toEqual(Array.from({ length: 100 }, () => 'process: line'))
  // The first is told at once: those of its chunk, or only itself; the sum has all others.
  expect(leftOut.reduce((sum, count) => sum + count)).toBe(32 * 64 * 1024 - 100 + 1)
})

it('goes on with a whole line after one that was left out', async () => {
  const { output, lines, clock } = recorded()
  output.write(Buffer.from(`${'x\n'.repeat(100)}left out, and `))
  const penguin = Buffer.from('企')
  output.write(Buffer.concat([Buffer.from('so is this\nand this\nbut not 鹅'), penguin.subarray(0, 1)]))
  await clock.advance(1_000)
  output.write(Buffer.concat([penguin.subarray(1), Buffer.from('\n')]))
  expect(lines.slice(100)).toEqual(['process: but not 鹅企'])
})
