import {
  appendFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog } from '@rookery/hub'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import { watchConfig } from './watch-config.js'

let cwd: string
let clock: TestClock
let saved: number
let undo: (() => void)[]
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'rookery-watch-'))
  clock = new TestClock()
  saved = 0
  undo = []
})
afterEach(() => {
  for (const each of undo) each()
  rmSync(cwd, { recursive: true })
})

const path = (name: string): string => join(cwd, name)

function watch(file = 'rookery.yml'): void {
  undo.push(watchConfig(file, { cwd, log: silentLog, clock, saved: () => saved++ }))
}

/** Lets the time go by until the file was seen to be saved so often. */
const untilSaved = (times: number): Promise<void> =>
  expect
    .poll(
      async () => {
        await clock.advance(1_000)
        return saved
      },
      { timeout: 5_000 },
    )
    .toBe(times)

test('a file that is written, or put in the place of another, was saved', async () => {
  writeFileSync(path('rookery.yml'), 'a')
  watch()
  writeFileSync(path('rookery.yml'), 'ab')
  await untilSaved(1)
  writeFileSync(path('rookery.yml~'), 'abc')
  renameSync(path('rookery.yml~'), path('rookery.yml'))
  await untilSaved(2)
})

test('a link that leads to another file counts as well', async () => {
  writeFileSync(path('one'), 'a')
  writeFileSync(path('two'), 'ab')
  symlinkSync('one', path('rookery.yml'))
  watch()
  unlinkSync(path('rookery.yml'))
  symlinkSync('two', path('rookery.yml'))
  await untilSaved(1)
})

test('a file that is still being written waits, one that is gone does, and others do not count', async () => {
  writeFileSync(path('rookery.yml'), 'a')
  watch()
  writeFileSync(path('other.log'), 'a')
  appendFileSync(path('rookery.yml'), 'b')
  await expect
    .poll(async () => {
      // Each look finds another size.
      appendFileSync(path('rookery.yml'), 'c')
      await clock.advance(310)
      return saved
    })
    .toBe(0)
  unlinkSync(path('rookery.yml'))
  await clock.advance(2_000)
  expect(saved).toBe(0)
  writeFileSync(path('rookery.yml'), 'abcd')
  await untilSaved(1)
})
