import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { original, surviving, tear } from './torn.fixture.js'

it('a store opens and goes on whatever was torn of its files, 50 times in each of four ways', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rookery-torn-'))
  const whole = await original(join(folder, 'whole'))
  const left: unknown[] = []
  for (let seed = 100; seed < 300; seed++) {
    const target = join(folder, `torn-${seed}`)
    const { file, isCut } = tear(whole, target, seed)
    const events = await surviving(whole.events, target).catch((error: unknown) => {
      throw new Error(`seed ${seed}: ${file} ${isCut ? 'cut' : 'flipped'}`, { cause: error })
    })
    left.push(events)
    await rm(target, { recursive: true })
  }
  const counts = left.filter((each) => typeof each === 'number')
  // Most are repaired, and not by beginning anew each time.
  expect(counts.length).toBeGreaterThan(190)
  expect(counts.filter((count) => count > 0).length).toBeGreaterThan(60)
  await whole.close()
  await rm(folder, { recursive: true })
})
