import { pino } from 'pino'
import { expect, it } from 'vitest'
import { startHub } from '../hub.js'
import { defaultOptions } from '../options.js'
import type { silentLog } from './log.js'

it('a real pino is a log of the hub, as of the bot: fields and a text', async () => {
  const lines: Record<string, unknown>[] = []
  const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const hub = await startHub({ ...defaultOptions, listen: { host: '127.0.0.1', port: 0 } }, { log })
  await fetch(`${hub.url.replace('ws', 'http')}/get_status`, { headers: { Origin: 'http://evil.example' } })
  await hub.close()
  expect(lines).toContainEqual(
    expect.objectContaining({
      level: 40,
      path: '/get_status',
      status: 403,
      msg: expect.stringContaining('refused'),
    }),
  )
})

it('an error keeps its stack under the field err', () => {
  const lines: Record<string, unknown>[] = []
  const log: typeof silentLog = pino(
    { base: null },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  )
  log.error({ err: new TypeError('boom') }, 'it failed')
  expect(lines[0]).toMatchObject({
    msg: 'it failed',
    err: { type: 'TypeError', stack: expect.stringContaining('log.test') },
  })
})
