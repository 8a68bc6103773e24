import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { defaultOptions, type Hub, startHub } from '@rookery/hub'
import { okReply } from '@rookery/protocol'
import { Downstream, memoryLinks } from '@rookery/transport'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { processStandIn } from '../cli/process.fixture.js'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each()
})

async function run(...argv: string[]) {
  const { run, printed } = processStandIn({ startHub })
  return { code: await run('drain', ...argv), ...printed }
}

async function hub(): Promise<Hub> {
  const clients = [
    { name: 'w1', token: 'w1', balance: { name: 'workers' } },
    { name: 'other', token: 'other' },
  ]
  const listen = { host: '127.0.0.1', port: 0, token: 's3cret' }
  const started = await startHub({ ...defaultOptions, clients, listen })
  undo.push(() => started.close())
  const [theirs, ours] = memoryLinks()
  new Downstream(ours, { call: async () => okReply({ user_id: 10001 }) })
  started.join('memory', theirs, '10001')
  return started
}

describe('rookery drain', () => {
  test('takes a client out of its balance group, and says that it can be stopped', async () => {
    const { url } = await hub()
    const ws = new WebSocket(`${url}/?access_token=w1`)
    undo.push(() => ws.terminate())
    const frames: string[] = []
    ws.on('message', (data) => frames.push(data.toString()))
    await new Promise((resolve) => ws.once('open', resolve))
    expect(await run('w1', '--url', url, '--token', 's3cret')).toEqual({
      code: 0,
      out: 'w1 is drained: it can be stopped\n',
      err: '',
    })
    await expect.poll(() => frames.at(-1)).toContain('"sub_type":"disable"')
  })

  test.each([
    ['nobody', /no client "nobody" is known/],
    ['other', /client other has no balance: in its entry/],
  ])('says what is wrong with %s', async (name, wrong) => {
    const { url } = await hub()
    const { code, out, err } = await run(name, '--url', url, '--token', 's3cret')
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(wrong)
  })

  test('says what is wrong with its token, or with the hub', async () => {
    const { url } = await hub()
    const refused = await run('w1', '--url', url, '--token', 'wrong')
    expect([refused.code, refused.err]).toEqual([2, expect.stringMatching(/\(403\): the token is wrong/)])
    const other = createServer((_request, response) => response.end('hello'))
    await new Promise((resolve) => other.listen(0, '127.0.0.1', () => resolve(0)))
    undo.push(() => other.close())
    const { code, err } = await run('w1', '--url', `ws://127.0.0.1:${(other.address() as AddressInfo).port}`)
    expect([code, err]).toEqual([2, expect.stringMatching(/is no hub/)])
  })

  test('takes the name of one client', async () => {
    for (const names of [[], ['a', 'b']])
      expect(await run(...names)).toMatchObject({ code: 64, err: expect.stringContaining('one client') })
  })
})
