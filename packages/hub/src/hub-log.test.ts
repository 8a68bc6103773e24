import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask } from './http-peers.fixture.js'
import { Stage } from './hub.fixture.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

const texts = () => stage.log.map(({ text }) => text)
const linesOf = (text: string) => stage.log.filter((line) => line.text === text).map(({ fields }) => fields)

const heartbeat = (online: boolean) => ({
  post_type: 'meta_event',
  meta_event_type: 'heartbeat',
  status: { online, good: online },
  interval: 5000,
})

describe('a line of the log', () => {
  it.each(['10001', '9007199254740993'])(
    'says which account is offline, and which is back: %s',
    async (selfId) => {
      const accounts = [await stage.account('10000'), await stage.account(selfId)]
      await stage.start(accounts)
      accounts[1]?.emit(heartbeat(false))
      await expect.poll(texts).toContain(`account ${selfId} reported offline by up1`)
      accounts[1]?.emit(heartbeat(true))
      await expect.poll(texts).toContain(`account ${selfId} is back online`)
    },
  )

  it.each([
    ['rookery call', /^rookery call \([0-9a-f]{8}\)$/],
    ['Python/3.12 websockets/13.1', /^Python\/3\.12 websockets\/13\.1 \([0-9a-f]{8}\)$/],
    ['x'.repeat(5_000), /^x{48} \([0-9a-f]{8}\)$/],
    ['\u00e4\u00ff', /^[0-9a-f-]{36}$/],
    ['', /^[0-9a-f-]{36}$/],
  ])('says what a client without a name calls itself: %s', async (program, label) => {
    await stage.start([await stage.account()])
    const client = await stage.opened('', { 'User-Agent': program })
    client.ws.close(1000)
    await expect.poll(texts).toContain('client disconnected')
    for (const text of ['client connected', 'client disconnected'])
      expect(linesOf(text)).toEqual([expect.objectContaining({ client: expect.stringMatching(label) })])
    expect(linesOf('client disconnected')[0]?.why).toBe('closed with 1000')
    const named = await stage.opened('?client_name=weather', { 'User-Agent': program })
    expect(linesOf('client connected')[1]?.client).toBe('weather')
    named.ws.terminate()
    await expect
      .poll(() => linesOf('client disconnected')[1]?.why)
      .toBe('closed with 1006: the connection broke off')
  })

  it('tells a client that comes before the first account that there is none yet', async () => {
    await stage.start([])
    const asked = { retcode: 1400, wording: 'no account has been seen yet; try again' }
    expect((await ask(stage, '/get_login_info')).json).toMatchObject(asked)
    const answers = [await stage.client().opened(), await ask(stage, '/_events')]
    expect(answers).toMatchObject([
      503,
      { status: 503, text: expect.stringContaining('no account has been seen yet') },
    ])
  })
})
