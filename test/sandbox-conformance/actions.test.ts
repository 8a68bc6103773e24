import { implementedActions } from '@rookery/sandbox'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { areScalar, overHttp, type Reply } from './client.js'
import { actionRow } from './protocol.js'
import { paramsOf, profileFor, type Script } from './script.js'
import { scripts } from './scripts/all.js'
import { dataFaults, eventFaults, eventName, type Facts } from './shapes.js'
import { FIRST, SECOND, type Stage, Stages } from './stage.js'

const implemented = implementedActions()

let stage: Stage
const stages = new Stages()
afterEach(() => stages.giveBack())
afterAll(() => stages.close())

type Way = 'ws' | keyof typeof overHttp

const ways: readonly Way[] = ['ws', 'post', 'get', 'form']

const callBy = (way: Way, by: number, action: string, params: Facts): Promise<Reply> =>
  way === 'ws' ? stage.call(by, action, params) : overHttp[way](stage.api(by), action, params)

async function expectEvents(action: string, { both = [], first = both, second = both }: Script) {
  const wanted = [
    [FIRST, first],
    [SECOND, second],
  ] as const
  for (const [self_id, names] of wanted) {
    const events = await stage.events(self_id)
    expect([self_id, events.map(eventName).sort()]).toEqual([self_id, [...names].sort()])
    for (const event of events) {
      expect(eventFaults(event, self_id)).toBeUndefined()
      expect(implemented.get(action)?.events.some((each) => isWithin(eventName(event), each))).toBe(true)
    }
  }
}

const isWithin = (name: string, declared: string) => name === declared || name.startsWith(`${declared}.`)

it('knows what to expect of every action that the sandbox has, and of no other', () => {
  expect(Object.keys(scripts).sort()).toEqual([...implemented.keys()].sort())
})

describe.each(Object.entries(scripts))('%s', (action, script) => {
  beforeEach(async () => {
    stage = await stages.take(profileFor(action, script))
  })

  const by = script.by ?? FIRST
  const isAsync = implemented.get(action)?.isAsync === true

  it.each(ways)('over %s answers and tells as the protocol says', async (way) => {
    // A restart closes the links.
    stage.isReusable = !isAsync
    const params = await paramsOf(script.params, stage)
    if ((way === 'get' || way === 'form') && !areScalar(params)) return
    await stage.forget()
    const { status, body } = await callBy(way, by, action, params)
    expect(status).toBe(200)
    expect(body).toMatchObject(isAsync ? { status: 'async', retcode: 1 } : { status: 'ok', retcode: 0 })
    expect(dataFaults(body.data, actionRow(action))).toBeUndefined()
    await expectEvents(action, script)
  })

  it('is done later, with _async behind its name', async () => {
    stage.isReusable = false
    const params = await paramsOf(script.params, stage)
    await stage.forget()
    const { body } = await stage.call(by, `${action}_async`, params)
    expect(body).toMatchObject({ status: 'async', retcode: 1, data: null })
    await expect.poll(() => expectEvents(action, script).then(() => true)).toBe(true)
  })
})
