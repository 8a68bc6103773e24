import { failedReply, okReply, type Reply, readReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import { dialledIn } from './peers.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const reply = (text: string): Reply => readReply(Buffer.from(text)) as Reply

describe('a stream action', () => {
  it('is answered several times under the caller’s echo, and to nobody else', async () => {
    account.answer = async (_call, sendPart) => {
      for (const n of [1, 2, 3])
        sendPart(reply(`{"status":"ok","retcode":0,"data":{"type":"stream","n":${n}}}`))
      return reply('{"status":"ok","retcode":0,"data":{"type":"response"}}')
    }
    await stage.start([account])
    const [client, other] = [await stage.opened(), await stage.opened()]
    client.ws.send('{"action":"download_file_stream","echo":{"n":9007199254740993}}')
    await expect.poll(() => client.texts.length).toBe(5)
    expect(client.texts.slice(1)).toEqual([
      ...[1, 2, 3].map(
        (n) => `{"status":"ok","retcode":0,"data":{"type":"stream","n":${n}},"echo":{"n":9007199254740993}}`,
      ),
      '{"status":"ok","retcode":0,"data":{"type":"response"},"echo":{"n":9007199254740993}}',
    ])
    expect(other.texts).toHaveLength(1)
  })

  it('may take longer than the limit for one answer, as long as its parts keep coming', async () => {
    let send: (() => void) | undefined
    let end = (): void => {}
    account.answer = ({ action }, sendPart) =>
      new Promise((resolve) => {
        if (action !== 'download_file_stream') return resolve(okReply())
        send = () => sendPart(reply('{"status":"ok","retcode":0,"data":{"type":"stream"}}'))
        end = () => resolve(okReply({ type: 'response' }))
      })
    await stage.start([account], { callTimeoutMs: 300_000, heartbeatIntervalMs: 1e9 })
    const client = await stage.opened()
    client.ws.send('{"action":"download_file_stream","echo":1}')
    await expect.poll(() => send).toBeDefined()
    for (let parts = 1; parts <= 12; parts++) {
      await stage.clock.advance(50_000)
      send?.()
      await expect.poll(() => client.frames.length).toBe(1 + parts)
    }
    end()
    await expect.poll(() => client.frames.at(-1)?.data).toEqual({ type: 'response' })
    expect(client.frames).toHaveLength(14)
  })
})

describe('a call', () => {
  it('that is not answered in time gets 1504, and its late answer goes nowhere', async () => {
    let late = (): void => {}
    account.answer = ({ action }) =>
      action === 'slow' ? new Promise((resolve) => (late = () => resolve(okReply('late')))) : okReply()
    await stage.start([account], { callTimeoutMs: 50 })
    const client = await stage.opened()
    expect(await client.call('slow')).toMatchObject({ status: 'failed', retcode: 1504 })
    late()
    expect(await client.call('next', {}, 'n')).toMatchObject({ status: 'ok', echo: 'n' })
    expect(client.texts.join()).not.toContain('"late"')
  })

  it('keeps the implementation’s own retcode and fields', async () => {
    const text =
      '{"status":"failed","retcode":-1234,"data":null,"wording":"发送失败","stream":"normal-action"}'
    account.answer = () => reply(text)
    await stage.start([account])
    expect(await (await stage.opened()).ask('{"action":"x"}')).toBe(text)
  })
})

describe('set_restart', () => {
  const upstreams = [{ name: 'a', type: 'ws-reverse', path: '/up' }] as const
  const restarts = (calls: readonly Readonly<Record<string, unknown>>[]) =>
    calls.filter(({ action }) => action === 'set_restart')

  it('is answered async at once, and reaches the implementation after its delay', async () => {
    await stage.start([account])
    const client = await stage.opened()
    expect(await client.call('set_restart', { delay: 300_000 })).toEqual({
      status: 'async',
      retcode: 1,
      data: null,
      echo: 'e',
    })
    await stage.clock.advance(299_000)
    expect(restarts(account.calls)).toEqual([])
    await stage.clock.advance(1_000)
    await expect.poll(() => restarts(account.calls)).toHaveLength(1)
    expect(await client.call('echo_params')).toMatchObject({ status: 'ok' })
  })

  it.each([{ delay: -1 }, { delay: 'soon' }, { delay: 1e12 }])('with %j is answered 1400', async (params) => {
    await stage.start([account])
    expect(await (await stage.opened()).call('set_restart', params)).toMatchObject({ retcode: 1400 })
  })

  it('is denied with 1403 where a token is needed, unless the client’s entry allows it', async () => {
    const clients = [
      { name: 'plain', token: 'plain' },
      { name: 'trusted', token: 'trusted', allow: ['set_restart'] },
    ]
    await stage.start([account], { clients, listen: { host: '127.0.0.1', port: 0, token: 'open' } })
    for (const token of ['plain', 'open']) {
      const client = await stage.opened(`?access_token=${token}`)
      for (const action of ['set_restart', 'set_restart_async', 'set_restart_rate_limited']) {
        expect(await client.call(action), `${token} ${action}`).toMatchObject({ retcode: 1403 })
      }
    }
    const trusted = await stage.opened('?access_token=trusted')
    expect(await trusted.call('set_restart')).toMatchObject({ status: 'async' })
    await expect.poll(() => restarts(account.calls)).toHaveLength(1)
  })

  it('reaches the implementation although that has dialled anew during the delay', async () => {
    await stage.start([], { upstreams })
    await dialledIn(stage, '/up', '10001')
    const client = await stage.opened()
    await client.call('set_restart', { delay: 200 })
    const young = await dialledIn(stage, '/up', '10001')
    await expect.poll(() => restarts(young.calls)).toHaveLength(1)
  })

  it('that comes to nothing is told in the log', async () => {
    await stage.start([account])
    const client = await stage.opened()
    account.answer = () => failedReply(1404, 'no such action')
    await client.call('set_restart')
    await expect.poll(() => stage.log.find(({ text }) => text === 'restart refused')).toBeDefined()
  })

  it('survives a large answer that is no JSON inside, which is checked by its brackets only', async () => {
    await stage.start([], { upstreams })
    const rubbish = await dialledIn(stage, '/up', '10001')
    const pad = 'x'.repeat(70_000)
    rubbish.answer = ({ echo }) => {
      rubbish.ws.send(
        `{"status":"ok","retcode":0,"data":null,"more":{"x":nonsense},"pad":"${pad}","echo":"${echo}"}`,
      )
    }
    const client = await stage.opened()
    await client.call('set_restart')
    await expect.poll(() => restarts(rubbish.calls)).toHaveLength(1)
    expect(await client.call('set_client_name', { name: 'alive' })).toMatchObject({ status: 'ok' })
  })
})
