import { expect, it } from 'vitest'
import { ChatWindows } from './chat-windows.js'

it('chats are kept no longer than something in them counts or waits', () => {
  const chats = new ChatWindows({ group: { count: 1, perMs: 1_000 } })
  chats.await('g-waits')
  for (let n = 0; n < 100_000; n++) chats.took(`g${n}`, n, 1)
  expect(chats.size).toBeLessThan(5_000)
  expect(chats.isAwaited('g-waits')).toBe(true)
  expect(chats.readyAt('g99999', 99_999, 1)).toBeGreaterThan(99_999)
})

it('chats without a limit are kept only while somebody waits', () => {
  const chats = new ChatWindows({ group: { count: 1, perMs: 1_000 } })
  for (let n = 0; n < 1_000; n++) chats.took(`u${n}`, n, 1)
  expect([chats.size, chats.readyAt('u1', 1, 8)]).toEqual([0, 0])
  chats.await('u1')
  chats.leave('u1')
  for (let n = 0; n < 1_000; n++) chats.took(`g${n}`, n * 2_000, 1)
  expect(chats.size).toBeLessThan(600)
})
