import { eventBody, makeCall, replyBody } from '@rookery/protocol'
import { byteReader, memoryLinks, signatureOf, Upstream } from '@rookery/transport'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Stage } from './links.fixture.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

const send = { group_id: 30001, message: '晚上好' }

describe('a reverse WebSocket', () => {
  it('says who it is, carries both directions, and dials again', async () => {
    const application = await stage.application()
    const first = application.dialled()
    await stage.links([
      { type: 'ws-reverse', url: `ws://${application.url}/ws`, token: 't1', reconnect_interval_ms: 1 },
    ])
    const bot = await first
    expect(application.headers[0]).toMatchObject({
      authorization: 'Bearer t1',
      'x-self-id': '10000',
      'x-client-role': 'Universal',
    })
    expect(await bot.has({ sub_type: 'connect' })).toMatchObject({ self_id: 10000 })
    expect(await bot.call('send_group_msg', send)).toMatchObject({ data: { message_id: 1 } })
    const second = application.dialled()
    bot.ws.terminate()
    stage.says('你好')
    const again = await second
    await again.has({ sub_type: 'connect' })
    stage.says('还在吗')
    expect(await again.has({ post_type: 'message' })).toMatchObject({ raw_message: '还在吗' })
  })

  it('may be split in two', async () => {
    const application = await stage.application()
    const first = application.dialled()
    await stage.links([{ type: 'ws-reverse', url: `ws://${application.url}/api`, role: 'API' }])
    const api = await first
    expect(application.headers[0]).toMatchObject({ 'x-client-role': 'API' })
    stage.says('你好')
    await api.call('send_group_msg', send)
    expect(api.all.map((frame) => frame.post_type)).toEqual([undefined])
  })
})

describe('HTTP POST', () => {
  it('posts signed events, and executes what they are answered with', async () => {
    const application = await stage.application()
    application.answer = ({ post_type }) =>
      post_type === 'message' ? { ban: true, ban_duration: 60 } : { reply: 'x' }
    const bot = await stage.bot(await stage.url({ type: 'ws', port: 0 }))
    await stage.links([{ type: 'http-post', url: `http://${application.url}/`, secret: 's3cret' }])
    await application.posts.has({ sub_type: 'enable' })
    expect(application.headers[0]).toMatchObject({
      'content-type': 'application/json',
      'x-self-id': '10000',
      'x-signature': signatureOf('s3cret', Buffer.from(application.bodies[0] ?? '')),
    })
    const calls: unknown[] = []
    stage.sandbox.observe((each) => each.is === 'call' && calls.push([each.action, each.link]))
    stage.says('广告', 20002)
    expect(await bot.has({ notice_type: 'group_ban' })).toMatchObject({ user_id: 20002, duration: 60 })
    expect(calls).toEqual([['.handle_quick_operation', 'http-post']])
    // The notice is answered, too, but that means nothing.
    await application.posts.has({ notice_type: 'group_ban' })
    await bot.settled()
    expect(calls).toHaveLength(1)
  })
})

describe('links in memory', () => {
  const join = (links: Awaited<ReturnType<Stage['links']>>) => {
    const events: Record<string, unknown>[] = []
    const [ours, theirs] = memoryLinks()
    const face = links.attach(ours)
    const upstream = new Upstream(
      theirs,
      {
        event: (event) => void events.push(eventBody(event)),
      },
      { reader: byteReader },
    )
    return { events, face, upstream }
  }

  it('are faces like all others, several at once', async () => {
    const links = await stage.links([])
    const [one, other] = [join(links), join(links)]
    stage.says('你好')
    const reply = await one.upstream.call(makeCall('send_group_msg', send))
    expect(replyBody(reply)).toMatchObject({ data: { message_id: 2 } })
    for (const { events } of [one, other]) {
      expect(events.map(({ post_type }) => post_type)).toEqual(['meta_event', 'message'])
    }
    other.upstream.close(1000, '')
    stage.says('在吗')
    await one.upstream.call(makeCall('get_status'))
    expect([one.events.length, other.events.length, links.connected]).toEqual([3, 2, 1])
  })

  it('are closed with the rest', async () => {
    const links = await stage.links([])
    const { upstream } = join(links)
    await links.close()
    expect(await upstream.closed).toMatchObject({ code: 1001 })
  })
})
