import { restrictedActions } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HubError } from './errors.js'
import { ask, askJson, postReceiver } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import { startHub } from './hub.js'
import { defaultOptions } from './options.js'
import { application } from './peers.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const listen = { host: '127.0.0.1', port: 0, token: 'shared-by-many' }
const clients = [
  { name: 'plain', token: 'token-of-plain' },
  { name: 'admin', token: 'token-of-admin', allow: Object.keys(restrictedActions) },
]
/** Calls that came through, without what the hub asks by itself. */
const passed = () =>
  account.calls.map(({ action }) => action).filter((each) => !/^get_(?:login|version)_info$/.test(each))

describe.each(Object.keys(restrictedActions))('the restricted action %s', (action) => {
  it('is refused on every way in, with every suffix, naming the key that allows it', async () => {
    await stage.start([account], { clients, listen })
    for (const [token, key] of [
      ['shared-by-many', `listen.allow: [${action}]`],
      ['token-of-plain', `allow: [${action}] in its entry`],
    ] as const) {
      const headers = { Authorization: `Bearer ${token}` }
      for (const path of ['/', '/api']) {
        const client = await stage.opened(`${path}?access_token=${token}`)
        for (const suffix of ['', '_async', '_rate_limited']) {
          const reply = await client.call(`${action}${suffix}`)
          expect(reply).toMatchObject({
            status: 'failed',
            retcode: 1403,
            wording: expect.stringContaining(key),
          })
        }
        client.ws.close()
        await expect.poll(() => client.closed).toBeDefined()
      }
      for (const path of [
        `/${action}`,
        `/${action}_async`,
        `/${action}/`,
        `/${action.replace('_', '%5F')}`,
      ]) {
        expect((await ask(stage, path, { headers })).json).toMatchObject({ retcode: 1403 })
        expect((await askJson(stage, path, '{}', headers)).json).toMatchObject({ retcode: 1403 })
      }
    }
    expect(passed()).toEqual([])
  })

  it('is allowed by an entry’s allow:, by listen.allow, and on an open hub', async () => {
    const allow = { ...listen, allow: [action] }
    await stage.start([account], { clients, listen: allow })
    for (const token of ['shared-by-many', 'token-of-admin']) {
      const client = await stage.opened(`?access_token=${token}`)
      expect((await client.call(action)).retcode).not.toBe(1403)
    }
    const own = await stage.opened('?access_token=token-of-plain')
    expect(await own.call(action)).toMatchObject({ retcode: 1403 })
    const open = new Stage()
    await open.start([await open.account()])
    expect((await (await open.opened()).call(action)).retcode).not.toBe(1403)
    await open.close()
  })
})

describe('restricted actions', () => {
  it('are refused to applications that the hub dials or posts to, and in their quick operations', async () => {
    const app = await application(stage)
    const hook = await postReceiver(stage)
    const answers = ['get_cookies', 'bot_exit'].map((action) => ({ [action]: true, action, params: {} }))
    hook.answer = () => ({ status: 200, body: JSON.stringify(answers[hook.posts.length % 2]) })
    const dialled = { name: 'app', type: 'ws-reverse', url: app.url } as const
    const posted = { name: 'hook', type: 'http-post', url: hook.url } as const
    await stage.start([account], { clients: [...clients, dialled, posted] })
    await expect.poll(() => app.links.length).toBe(1)
    app.links[0]?.send([Buffer.from('{"action":"get_cookies","echo":1}')])
    await expect.poll(() => app.texts.join()).toContain('"retcode":1403')
    for (let n = 0; n < 4; n++)
      account.emit({ post_type: 'message', message_type: 'private', user_id: 1, message: 'x' })
    await expect.poll(() => hook.events().length).toBe(4)
    expect(passed().filter((each) => each !== '.handle_quick_operation')).toEqual([])
  })

  it('leave everything else alone', async () => {
    await stage.start([account], { listen })
    const client = await stage.opened('?access_token=shared-by-many')
    for (const action of ['get_rkey', 'send_msg', 'clean_cache', 'get_cookie', 'restart', 'no_such_thing'])
      expect((await client.call(action)).retcode).not.toBe(1403)
  })
})

describe('beyond loopback', () => {
  const open = async (options: object): Promise<string> => {
    try {
      const hub = await startHub({ ...defaultOptions, ...options } as typeof defaultOptions)
      await hub.close()
      return 'started'
    } catch (error) {
      return error instanceof HubError ? error.message : String(error)
    }
  }
  const far = { host: '0.0.0.0', port: 0, token: 'k29dmx73hq' }

  it.each([
    ['listen.token', { listen: { ...far, token: 'change-me' } }],
    ['listen.token', { listen: { ...far, token: 'Pass-Word_123' } }],
    ['client bot', { listen: far, clients: [{ name: 'bot', token: 'another-secret' }] }],
    [
      'upstream nap',
      { listen: far, upstreams: [{ name: 'nap', type: 'ws-reverse', path: '/u', token: 'secret' }] },
    ],
    [
      'upstream llbot',
      {
        listen: far,
        upstreams: [
          {
            name: 'llbot',
            type: 'http',
            url: 'http://127.0.0.1:9',
            post: { path: '/p', secret: 'hmac-key' },
          },
        ],
      },
    ],
  ])('a token that anybody guesses is refused at start: that of %s', async (owner, options) => {
    expect(await open(options)).toMatch(new RegExp(`${owner}.* guess`))
  })

  it('others are taken, and on loopback all of them', async () => {
    expect(await open({ listen: far, clients: [{ name: 'bot', token: 'q8zk2mwv91' }] })).toBe('started')
    expect(await open({ listen: { ...far, host: '127.0.0.1', token: 'change-me' } })).toBe('started')
  })
})
