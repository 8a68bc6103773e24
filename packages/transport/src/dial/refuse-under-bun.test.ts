import { expect, it } from 'vitest'
import { refuseUnderBun } from './refuse-under-bun.js'

it('a WebSocket is refused under Bun with a sentence, and under nothing else', () => {
  expect(() => refuseUnderBun({ bun: '1.4.5', node: '24.3.0' })).toThrow(
    'Bun 1.4.5 cannot dial a WebSocket here: its ws has no socket; run the program with Node.js or Deno',
  )
  expect(() => refuseUnderBun({ deno: '2.9.6', node: '24.3.0' })).not.toThrow()
  expect(() => refuseUnderBun()).not.toThrow()
})
