import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askJson, httpImplementation, postReceiver } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const EMPTY = ['[]', ' [ ]\n', '[\r\n]']
const NOT_EMPTY = ['[1]', '[[]]', '[{"name":"a"}]']

const paramsOf = (text: string | undefined) => JSON.stringify(JSON.parse(text ?? 'null')?.params)

describe('params that are an empty array, the empty map of PHP', () => {
  it.each(EMPTY)(
    'are none in a call over WebSocket, and reach the implementation as {}: %s',
    async (params) => {
      await stage.start([account])
      const client = await stage.opened()
      for (const action of ['echo_params', 'echo_params_async', 'echo_params_rate_limited']) {
        const before = account.calls.length
        const reply = await client.ask(`{"action":"${action}","params":${params},"echo":1}`)
        expect(JSON.parse(reply)).toMatchObject({ status: expect.stringMatching(/^(ok|async)$/) })
        await expect.poll(() => account.calls.length).toBe(before + 1)
        expect(paramsOf(account.calls.at(-1)?.text)).toBe('{}')
      }
    },
  )

  it.each(EMPTY)('are none as the body of a call over HTTP: %s', async (body) => {
    await stage.start([account])
    expect(await askJson(stage, '/echo_params', body)).toMatchObject({ status: 200, json: { data: {} } })
    expect(await askJson(stage, '/echo_params?a=1&access_token=t', body)).toMatchObject({
      status: 200,
      json: { data: { a: '1' } },
    })
    expect(await askJson(stage, '/echo_params_async', body)).toMatchObject({ json: { retcode: 1 } })
    await expect.poll(() => account.calls.map(({ text }) => paramsOf(text))).toContain('{}')
  })

  it.each(EMPTY)('are none for the hub, whose answer is about what is missing: %s', async (params) => {
    await stage.start([account])
    const client = await stage.opened()
    const missing = { retcode: 1400, wording: expect.stringMatching(/^"name" must be/) }
    expect(JSON.parse(await client.ask(`{"action":"set_client_name","params":${params}}`))).toMatchObject(
      missing,
    )
    for (const path of ['/set_client_name', '/api/set_client_name']) {
      const answer = await askJson(stage, path, params, { 'X-App-ID': client.appId })
      expect(answer).toMatchObject({ json: missing })
    }
    const restarts = await client.ask(`{"action":"set_restart","params":${params}}`)
    expect(JSON.parse(restarts)).toMatchObject({ status: 'async' })
  })

  it('are posted as {} to an implementation that is called over HTTP', async () => {
    const implementation = await httpImplementation(stage, '10002')
    const up = { name: 'http', type: 'http', url: implementation.url, sse: true } as const
    await stage.start([], { upstreams: [up] })
    await expect.poll(() => stage.hub.accounts()).toHaveLength(1)
    const client = await stage.opened()
    await client.ask('{"action":"get_status","params":[]}')
    expect(implementation.calls.at(-1)).toMatchObject({ action: 'get_status', text: '{}' })
  })

  it('stay a mistake where the array holds anything, and the reason says what is allowed', async () => {
    await stage.start([account])
    const client = await stage.opened()
    for (const params of NOT_EMPTY) {
      const reply = JSON.parse(await client.ask(`{"action":"echo_params","params":${params}}`))
      const wording = `"params" must be an object or null, found ${params}`
      expect(reply).toMatchObject({ retcode: 1400, wording })
      const answers = [
        await askJson(stage, '/echo_params', params),
        await askJson(stage, '/api/set_client_name', params, { 'X-App-ID': client.appId }),
      ]
      for (const each of answers)
        expect([each.status, each.text]).toEqual([400, expect.stringContaining('JSON object')])
    }
  })
})

it('an answer of [] to a posted event is no quick operation, and nothing odd', async () => {
  const receiver = await postReceiver(stage)
  receiver.answer = () => ({ status: 200, body: '[]' })
  await stage.start([account], { clients: [{ name: 'php', type: 'http-post', url: receiver.url }] })
  account.emit({ post_type: 'message', message_type: 'private', user_id: 2, message: 'hi' })
  await expect.poll(() => receiver.events()).toHaveLength(1)
  await expect.poll(() => stage.log.filter(({ level }) => level === 'warn')).toEqual([])
})
