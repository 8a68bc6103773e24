import { execFileSync } from 'node:child_process'
import v8 from 'node:v8'
import { expect, onTestFinished, test, vi } from 'vitest'
import { keepHeapRoom, roomPercent } from './heap-room.js'

const MIB = 1024 * 1024
const module = new URL('../../dist/up/heap-room.js', import.meta.url).href

/**
 * Collections of the whole heap in a process that keeps some megabytes, and then 30 more. Its heap grows as slowly as V8
 * lets it grow after a quiet time.
 */
function fullCollections(before: string, options: readonly string[] = []): number {
  const program = `
    import { constants, PerformanceObserver } from 'node:perf_hooks'
    import { setImmediate } from 'node:timers/promises'
    import v8 from 'node:v8'
    import { runInNewContext } from 'node:vm'
    import { keepHeapRoom } from '${module}'
    v8.setFlagsFromString('--heap-growing-percent=10')
    v8.setFlagsFromString('--expose-gc')
    const kept = Array.from({ length: 60_000 }, (_, n) => ({ n, text: [n] }))
    ${before}
    runInNewContext('gc')()
    let full = 0
    const observer = new PerformanceObserver((list) => count(list.getEntries()))
    const count = (entries) => {
      for (const { detail } of entries) if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) full++
    }
    await setImmediate()
    observer.observe({ entryTypes: ['gc'] })
    for (let round = 0; round < 300; round++) {
      for (let n = 0; n < 1000; n++) kept.push({ n, text: [n] })
      await setImmediate()
    }
    count(observer.takeRecords())
    console.log(full, kept.length)
    process.exit()
  `
  const args = [...options, '--input-type=module', '-e', program]
  return Number.parseInt(execFileSync(process.execPath, args, { env: {}, encoding: 'utf8' }), 10)
}

test('a small heap grows by many megabytes until V8 collects the whole of it', () => {
  expect(fullCollections('')).toBeGreaterThan(0)
  expect(fullCollections('keepHeapRoom()')).toBe(0)
})

test('a percentage that the operator sets holds', () => {
  const options = ['--heap-growing-percent=10']
  expect(fullCollections('keepHeapRoom()', options)).toBeGreaterThan(0)
})

test('the room is measured anew each second, since clients may come quickly, until it is ended', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const set = vi.spyOn(v8, 'setFlagsFromString').mockImplementation(() => {})
  onTestFinished(() => set.mockRestore())
  const end = keepHeapRoom({ execArgv: [], versions: process.versions })
  expect(set).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(2_000)
  expect(set).toHaveBeenCalledTimes(3)
  end()
  vi.advanceTimersByTime(2_000)
  expect(set).toHaveBeenCalledTimes(3)
})

test('a heap has 48 MiB of room while it is smaller than that', () => {
  expect(roomPercent(8 * MIB)).toBe(600)
  expect(roomPercent(47 * MIB)).toBe(103)
  expect(roomPercent(48 * MIB)).toBe(0)
  expect(roomPercent(500 * MIB)).toBe(0)
})
