import { expect, it } from 'vitest'
import { inline, sqliteFailure } from '../inline-engine.fixture.js'
import { temporaryFolder } from '../temporary-folder.fixture.js'
import { LiveEngine } from './live-engine.js'

it('a broken engine is replaced once, though several ask for it', async () => {
  let starts = 0
  const open = inline(await temporaryFolder())
  const start = (isSuspect: boolean) => {
    starts++
    return open(isSuspect)
  }
  const engine = new LiveEngine(await start(false), start, () => {})
  for (const expected of [2, 3]) {
    const broken = engine.current
    engine.failed(sqliteFailure('thread_ended'))
    await Promise.all([engine.repair(), engine.repair(), engine.repair()])
    expect(starts).toBe(expected)
    expect(engine.current).not.toBe(broken)
  }
  await engine.repair()
  expect(starts).toBe(3)
  await engine.current.close()
})
