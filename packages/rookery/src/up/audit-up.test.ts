import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Hub, startHub } from '@rookery/hub'
import { okReply } from '@rookery/protocol'
import { Downstream, memoryLinks } from '@rookery/transport'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { processStandIn } from '../cli/process.fixture.js'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'rookery-audit-up-'))
  mkdirSync(join(cwd, 'kept'))
})
afterEach(() => rmSync(cwd, { recursive: true }))

/** Runs `rookery up`, has a client send something, and stops it. */
async function sendUnder(config: string): Promise<void> {
  writeFileSync(join(cwd, 'rookery.yml'), `listen: { port: 0 }\ndata: kept\n${config}`)
  let hub: Hub | undefined
  const { run, signals } = processStandIn({
    cwd,
    startHub: async (options, tools) => {
      hub = await startHub({ ...options, listen: { ...options.listen, port: 0 } }, tools)
      return hub
    },
  })
  const ended = run('up')
  await expect.poll(() => hub?.url).toBeDefined()
  const [theirs, ours] = memoryLinks()
  new Downstream(ours, { call: async () => okReply({ message_id: 5 }) })
  hub?.join('memory', theirs, '10001')
  const url = `${hub?.url.replace(/^ws/, 'http')}/send_group_msg`
  const headers = { Authorization: 'Bearer of-the-forum', 'Content-Type': 'application/json' }
  const body = '{"group_id":30001,"message":"secret words"}'
  const reply = await fetch(url, { method: 'POST', headers, body })
  expect(await reply.json()).toMatchObject({ retcode: 0 })
  await expect.poll(() => signals.listenerCount('SIGTERM')).toBeGreaterThan(0)
  signals.emit('SIGTERM', 'SIGTERM')
  expect(await ended).toBe(0)
}

const clients = 'clients: [{ name: forum, token: of-the-forum, groups: [30001] }]'

it('is kept beside the events: who did what, for its owner alone', async () => {
  await sendUnder(clients)
  const file = join(cwd, 'kept', 'audit.jsonl')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const text = readFileSync(file, 'utf8')
  expect(JSON.parse(text)).toMatchObject({
    client: 'forum',
    account: '10001',
    action: 'send_group_msg',
    group: '30001',
    retcode: 0,
  })
  expect(text).not.toMatch(/secret|of-the-forum/)
})

it('is not kept where nothing is', async () => {
  await sendUnder(`journal: { engine: memory }\n${clients}`)
  expect(() => statSync(join(cwd, 'kept', 'audit.jsonl'))).toThrow('ENOENT')
})
