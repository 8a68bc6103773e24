import { implementedActions } from '@rookery/sandbox'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { areScalar, overHttp, type Reply } from './client.js'
import { actionRow, type Param } from './protocol.js'
import { paramsOf, profileFor, type Script } from './script.js'
import { scripts } from './scripts/all.js'
import { dataFaults, eventFaults, type Facts } from './shapes.js'
import { FIRST, SECOND, type Stage, Stages } from './stage.js'

const implemented = implementedActions()

let stage: Stage
const stages = new Stages()
afterEach(() => stages.giveBack())
afterAll(() => stages.close())

/** A failure says why under each of the three names that implementations have for it. */
function expectFailure({ body }: Reply, retcode: number, reason: RegExp): void {
  expect(body).toMatchObject({ status: 'failed', retcode, data: null })
  for (const name of ['msg', 'message', 'wording'])
    expect([name, body[name]]).toEqual([name, expect.stringMatching(reason)])
}

/** What is no value of a type, whoever reads it. */
const wrongValue = ({ type }: Param): unknown =>
  /object/.test(type) ? 'x' : type === 'message' ? 5 : { a: 1 }

/** The params of a call of an action that would be right. */
const rightParams = (script: Script): Promise<Facts> => paramsOf(script.params, stage)

const named = (names: readonly string[]): RegExp => new RegExp(names.map((name) => `"${name}"`).join('|'))

/** A test only of those actions that it is about. */
const itWhere = (applies: boolean): ((title: string, run: () => Promise<void>) => void) =>
  applies ? (title, run) => it(title, run) : () => {}

describe.each(Object.entries(scripts))('%s', (action, script) => {
  beforeEach(async () => {
    stage = await stages.take(profileFor(action, script))
  })

  const { params: known, one_of_required = [] } = actionRow(action)
  const by = script.by ?? FIRST
  const required = known.filter((each) => each.required).map(({ name }) => name)
  const isAsync = implemented.get(action)?.isAsync === true
  const ofItsOwn = implemented.get(action)?.refusals.filter((each) => !SHARED.includes(each)) ?? []

  itWhere(required.length > 0)('names the parameter that is missing', async () => {
    const right = await rightParams(script)
    for (const name of required) {
      const { [name]: _, ...rest } = right
      const reason = named([name, ...one_of_required])
      expectFailure(await stage.call(by, action, rest), 1400, reason)
      expectFailure(await stage.call(by, action, { ...rest, [name]: null }), 1400, reason)
      expectFailure(await overHttp.post(stage.api(by), action, rest), 1400, reason)
    }
    const none = await overHttp.get(stage.api(by), action, {})
    expectFailure(none, 1400, named(required))
    expect(none.status).toBe(200)
  })

  itWhere(one_of_required.length > 0)('names those of which one is needed', async () => {
    const right = Object.entries(await rightParams(script)).filter(
      ([name]) => !one_of_required.includes(name),
    )
    expectFailure(await stage.call(by, action, Object.fromEntries(right)), 1400, named(one_of_required))
  })

  itWhere(known.length > 0)('names the parameter whose type is wrong', async () => {
    const right = await rightParams(script)
    for (const param of known.filter(({ type }) => type !== 'any')) {
      const wrong = { ...right, [param.name]: wrongValue(param) }
      expectFailure(await stage.call(by, action, wrong), 1400, named([param.name]))
    }
  })

  const readFromText = known.filter(({ type }) => /^(number( \(.*\))?|boolean)$/.test(type))

  itWhere(readFromText.length > 0)('names the parameter that cannot be read from a query', async () => {
    const right = await rightParams(script)
    if (!areScalar(right)) return
    for (const { name } of readFromText) {
      for (const text of ['abc', '1,2', '[]']) {
        const wrong = { ...right, [name]: text }
        expectFailure(await overHttp.get(stage.api(by), action, wrong), 1400, named([name]))
        expectFailure(await overHttp.form(stage.api(by), action, wrong), 1400, named([name]))
      }
    }
  })

  itWhere(ofItsOwn.length > 0)('says what is not there and what is not allowed', async () => {
    expect(script.fails ?? []).not.toEqual([])
    for (const [params, reason, caller = by] of script.fails ?? []) {
      const given = await paramsOf(params, stage)
      await stage.forget()
      expectFailure(await stage.call(caller, action, given), 1200, reason)
      expectFailure(await overHttp.post(stage.api(caller), action, given), 1200, reason)
      for (const self_id of [FIRST, SECOND]) expect(await stage.events(self_id)).toEqual([])
    }
  })

  it('is answered 1503 while the account is offline', async () => {
    stage.isReusable = false
    const params = await rightParams(script)
    stage.sandbox.setOnline(by, false)
    expectFailure(await stage.call(by, action, params), 1503, /offline/)
    const reply = await overHttp.post(stage.api(by), action, params)
    expectFailure(reply, 1503, /offline/)
    expect(reply.status).toBe(200)
  })

  // A restart closes the connection that the reply would come by.
  const numbers = isAsync ? [] : known.filter(({ type }) => /number/.test(type))

  itWhere(numbers.length > 0)('takes no absurd number, or makes sense of it', async () => {
    const right = await rightParams(script)
    for (const { name } of numbers) {
      for (const digits of ABSURD_NUMBERS) {
        await stage.forget()
        const text = JSON.stringify({ ...right, [name]: '@' }).replace('"@"', digits)
        await expectSense(await stage.call(by, action, text), `${name} ${digits}`)
      }
    }
  })

  const texts = known.filter(({ type }) => /string|message/.test(type))

  itWhere(texts.length > 0)('takes no absurd text, or makes sense of it', async () => {
    const right = await rightParams(script)
    for (const { name } of texts) {
      for (const absurd of ABSURD_TEXTS) {
        await stage.forget()
        const reply = await stage.call(by, action, { ...right, [name]: absurd })
        await expectSense(reply, `${name} ${absurd.slice(0, 20)}`)
      }
    }
  })

  /** It is refused with few words, or what it answers and tells is as the protocol says. */
  async function expectSense({ body }: Reply, given: string): Promise<void> {
    expect([given, body.retcode]).toEqual([
      given,
      expect.toSatisfy((code) => [0, 1, 1200, 1400].includes(code)),
    ])
    expect(String(body.wording ?? '').length).toBeLessThan(2_000)
    if (body.retcode === 0)
      expect([given, dataFaults(body.data, actionRow(action))]).toEqual([given, undefined])
    for (const self_id of [FIRST, SECOND]) {
      const faults = (await stage.events(self_id)).map((event) => eventFaults(event, self_id))
      expect([given, faults.filter(Boolean)]).toEqual([given, []])
    }
  }
})

const ABSURD_NUMBERS = [
  '9007199254740993',
  '-1',
  '0',
  '0.5',
  '1.5',
  '1e308',
  '123456789012345678901234567890',
]
const ABSURD_TEXTS = ['', 'x'.repeat(300_000), '\u0000\ud800', '__proto__', '../../etc/passwd']

/** What every action is refused for, or every one that takes files. */
const SHARED: readonly string[] = ['bad_params', 'account_offline', 'bad_media', 'too_large']

/** A stage like NapCat for what is about no action of its own. */
const onNapCat = (): void =>
  beforeEach(async () => {
    stage = await stages.take()
  })

describe('an id beyond 2^53', () => {
  onNapCat()
  const BEYOND = '9007199254740993'

  it.each([
    ['get_group_info', `{"group_id":${BEYOND}}`],
    ['get_stranger_info', `{"user_id":${BEYOND}}`],
    ['get_stranger_info', `{"user_id":"${BEYOND}"}`],
    ['send_group_msg', `{"group_id":${BEYOND},"message":"x"}`],
    ['set_group_ban', `{"group_id":30001,"user_id":${BEYOND}}`],
    ['get_msg', `{"message_id":${BEYOND}}`],
  ])('is nobody for %s, and named with every digit', async (action, params) => {
    expectFailure(await stage.call(FIRST, action, params), 1200, new RegExp(BEYOND))
    const headers = { 'Content-Type': 'application/json' }
    const init = { method: 'POST', headers, body: params }
    const text = await (await fetch(`${stage.api(FIRST)}/${action}`, init)).text()
    expectFailure({ status: 200, body: JSON.parse(text), text }, 1200, new RegExp(BEYOND))
  })
})

describe('an action that there is not', () => {
  onNapCat()

  it('is answered 1404 with the nearest ones, and HTTP status 404', async () => {
    expectFailure(await stage.call(FIRST, 'send_group_mesage'), 1404, /send_group_mesage.*send_group_msg/)
    for (const way of ['get', 'form', 'post'] as const) {
      const reply = await overHttp[way](stage.api(FIRST), 'send_group_mesage', {})
      expectFailure(reply, 1404, /send_group_mesage.*send_group_msg/)
      expect(reply.status).toBe(404)
    }
  })

  it.each(['constructor', '__proto__', 'toString', ' ', '发消息', 'send_msg_async_async'])(
    'even %j',
    async (action) => {
      expectFailure(await stage.call(FIRST, action), 1404, /./)
    },
  )

  it('is every one that the protocol knows and the sandbox has not', async () => {
    expectFailure(await stage.call(FIRST, 'send_online_file'), 1404, /send_online_file/)
    // Others have it: the reason says who.
    expectFailure(await stage.call(FIRST, 'get_recommend_face'), 1404, /llbot/)
  })
})
