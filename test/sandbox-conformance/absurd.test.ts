import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { overHttp, type Reply } from './client.js'
import { FIRST, SECOND, Stage } from './stage.js'

let stage: Stage
beforeEach(async () => {
  stage = await Stage.open()
})
afterEach(() => stage.close())

const GROUP = '"group_id":30001'

const deep = (open: string, close: string, depth: number, inside = '"x"') =>
  `${open.repeat(depth)}${inside}${close.repeat(depth)}`

const nodes = (depth: number) =>
  deep('[{"type":"node","data":{"user_id":1,"nickname":"a","content":', '}}]', depth)

const many = (count: number, item: string) => `[${Array.from({ length: count }, () => item).join()}]`

/** Params as JSON, and why they are refused. */
const params: readonly (readonly [name: string, action: string, json: string, reason: RegExp])[] = [
  ['lists in lists', 'send_group_msg', `{${GROUP},"message":${deep('[', ']', 50_000)}}`, /message|deep/],
  [
    'objects in objects',
    'send_group_msg',
    `{${GROUP},"message":${deep('{"data":', '}', 50_000)}}`,
    /message|deep/,
  ],
  ['nodes in nodes', 'send_group_msg', `{${GROUP},"message":${nodes(20_000)}}`, /deep|inside/],
  ['nodes in nodes', 'send_forward_msg', `{${GROUP},"messages":${nodes(20_000)}}`, /deep|inside/],
  [
    'nodes in nodes',
    'send_forward_msg',
    `{${GROUP},"messages":${JSON.stringify(nodes(50_000))}}`,
    /deep|inside/,
  ],
  [
    'many segments',
    'send_group_msg',
    `{${GROUP},"message":${many(100_000, '{"type":"text","data":{"text":"a"}}')}}`,
    /segments/,
  ],
  [
    'many nodes',
    'send_group_forward_msg',
    `{${GROUP},"messages":${many(50_000, '{"type":"node","data":{"content":"a"}}')}}`,
    /at most \d+ (nodes|segments)/,
  ],
  [
    'many CQ codes',
    'send_group_msg',
    `{${GROUP},"message":"${'[CQ:face,id=1]'.repeat(50_000)}"}`,
    /segments/,
  ],
  [
    'brackets',
    'send_group_msg',
    `{${GROUP},"message":"${'[CQ:'.repeat(100_000)}"}`,
    /characters|segments|long/,
  ],
  [
    'a context without an end',
    '.handle_quick_operation',
    `{"context":${deep('{"a":', '}', 50_000)},"operation":{}}`,
    /./,
  ],
]

describe('absurd params', () => {
  const expectRefused = ({ body }: Reply, reason: RegExp) => {
    expect([1200, 1400]).toContain(body.retcode)
    expect(body).toMatchObject({ status: 'failed', data: null, wording: expect.stringMatching(reason) })
  }

  it.each(params)('%s for %s are refused, over WebSocket and HTTP', async (_, action, json, reason) => {
    expectRefused(await stage.call(FIRST, action, json), reason)
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: json }
    const text = await (await fetch(`${stage.api(FIRST)}/${action}`, init)).text()
    expectRefused({ status: 200, body: JSON.parse(text), text }, reason)
    expect((await stage.call(FIRST, 'get_status')).body.status).toBe('ok')
  })

  it('do not matter where nobody looks at them', async () => {
    const more = Array.from({ length: 50_000 }, (_, index) => `"k${index}":${index}`).join()
    const reply = await stage.call(FIRST, 'get_login_info', `{${more},"deep":${deep('[', ']', 90)}}`)
    expect(reply.body).toMatchObject({ status: 'ok', data: { user_id: FIRST } })
  })

  it('break nobody who writes down what goes over the wire, as the page does', async () => {
    const written: string[] = []
    stage.undo(stage.sandbox.observe((seen) => seen.is === 'call' && written.push(JSON.stringify(seen))))
    const json = `{"deep":${deep('[', ']', 20_000)}}`
    expectRefused(await stage.call(FIRST, 'get_login_info', json), /deep/)
    expect((await stage.call(FIRST, 'get_login_info', '{"deep":[[[]]]}')).body.status).toBe('ok')
    expect(written).toHaveLength(1)
  })

  it('cannot reach what every object has', async () => {
    const json = '{"__proto__":{"user_id":20001},"constructor":{"name":"x"}}'
    expect((await stage.call(FIRST, 'get_stranger_info', json)).body).toMatchObject({ retcode: 1400 })
    expect(Object.hasOwn(Object.prototype, 'user_id')).toBe(false)
  })
})

describe('a body', () => {
  it('that is too large is 413, and nothing happens', async () => {
    const body = { group_id: 30001, message: 'x'.repeat(80 * 1024 * 1024) }
    const status = await overHttp.post(stage.api(FIRST), 'send_group_msg', body).then(
      (reply) => reply.status,
      () => 'closed',
    )
    expect([413, 'closed']).toContain(status)
    expect(await stage.events(SECOND)).toEqual([])
  })
})
