import { okReply } from '@rookery/protocol'
import { Downstream } from '@rookery/transport'
import { expect, it } from 'vitest'
import { newCursor } from '../journal/cursor.js'
import type { Gap } from '../journal/gap.js'
import type { SlowPolicy } from '../options.js'
import { DeliveryStage, FakeLink, nextTick, numbers } from './deliver.fixture.js'
import type { Served } from './deliver.js'

/** A connection whose socket takes nothing, while more comes than memory holds. */
async function overtaken(slow: SlowPolicy) {
  const stage = new DeliveryStage({ events: 5 })
  const link = new FakeLink()
  const gaps: Gap[] = []
  const cursor = newCursor(0)
  let served: Served | undefined
  const handler = {
    call: async () => okReply(),
    confirmed: (position: number) => served?.confirmed(position),
    drained: () => served?.drained(),
  }
  const sink = new Downstream(link, handler, { confirmBy: 'drain' })
  const announce = { gap: (gap: Gap) => void gaps.push(gap), poison: () => {} }
  served = stage.delivery.subscribe({ view: stage.journal.view('all'), sink, cursor, announce, slow })
  stage.append(3)
  await nextTick()
  link.queuedBytes = 1e9
  for (let n = 0; n < 20; n++) {
    stage.append(1)
    await nextTick()
  }
  return { stage, link, gaps, cursor, served }
}

it('a slow connection goes on with what comes, after one gap, if it wants the latest', async () => {
  const { stage, link, gaps, cursor, served } = await overtaken('latest')
  link.drain()
  served.mark()
  expect([link.texts, gaps]).toMatchObject([numbers(1, 3), [{ count: 20 }]])
  expect(cursor.position).toBe(23)
  stage.append(2)
  await nextTick()
  expect([link.texts.slice(3), gaps.length]).toEqual([numbers(24, 25), 1])
  stage.close()
})

it('a slow connection is closed as soon as memory has overtaken it, if it wants to be', async () => {
  const { stage, link, gaps } = await overtaken('disconnect')
  expect([link.isOpen, link.texts, gaps]).toEqual([false, numbers(1, 3), []])
  stage.close()
})

it('a slow connection gets all that memory still holds by default', async () => {
  const { stage, link, gaps } = await overtaken('resume')
  link.drain()
  expect([link.texts, gaps]).toMatchObject([[...numbers(1, 3), ...numbers(19, 23)], [{ count: 15 }]])
  stage.close()
})
