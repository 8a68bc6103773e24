import { type ActionName, type EventName, eventFacts, jsonSchema, type OneBotEvent } from '@rookery/protocol'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Action } from './action.js'
import { actionHandlers } from './actions.js'
import { cases } from './cases/cases.fixture.js'
import {
  type ActionCase,
  fromWorld,
  namesOf,
  type Outcome,
  runCase,
  type Told,
} from './cases/run-case.fixture.js'

/** Every action can be refused with these. */
const OF_ALL = ['bad_params', 'account_offline']

let ajv: Ajv2020

beforeAll(async () => {
  ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  ajv.addSchema({ $id: 'tables', ...(await jsonSchema()) })
})

/** What the tables find wrong in a value, by the name of its definition. */
function faultsOf(definition: string, value: unknown): unknown {
  const validate = ajv.getSchema(`tables#/$defs/${definition}`) as ValidateFunction
  return validate(value) ? undefined : validate.errors?.map((each) => `${each.instancePath} ${each.message}`)
}

const actionOf = (name: ActionName): Action => actionHandlers[name] as Action

describe.each(Object.keys(actionHandlers))('%s', (action) => {
  const own = cases.filter((each) => each.action === action)
  it.each(own.map((each) => [each.name, each] as const))('%s', (_, each) => {
    const outcome = runCase(each)
    expectAnswer(each, outcome)
    expectEvents(outcome, each.events ?? [])
    each.after?.(outcome.world)
  })
})

function expectAnswer({ action, refusal, data }: ActionCase, { answer, before, world }: Outcome): void {
  if (refusal !== undefined) {
    expect(answer).toMatchObject({ status: 'failed', refusal })
    expect(world).toBe(before)
    return
  }
  const isAsync = actionOf(action).isAsync === true
  expect(answer).toMatchObject(isAsync ? { status: 'async', retcode: 1 } : { status: 'ok', retcode: 0 })
  expect(faultsOf(`${action}.result`, answer.data)).toBeUndefined()
  if (data === undefined) return
  const wanted = fromWorld(data, world)
  if (typeof wanted === 'object' && wanted !== null) expect(answer.data).toMatchObject(wanted)
  else expect(answer.data).toEqual(wanted)
}

function expectEvents({ events }: Outcome, wanted: readonly Told[]): void {
  const left = [...events]
  for (const [self_id, name, partial = {}] of wanted) {
    const at = left.findIndex((told) => told.self_id === self_id && namesOf(told.event).includes(name))
    expect(at, `${self_id} is told ${name}`).toBeGreaterThanOrEqual(0)
    expect(left.splice(at, 1)[0]?.event).toMatchObject(partial)
  }
  expect(left.map((told) => [told.self_id, namesOf(told.event)[0]])).toEqual([])
  for (const { event } of events) expect(eventFaults(event)).toBeUndefined()
}

/** An event must be as one of the rows of its name says. */
function eventFaults(event: OneBotEvent): unknown {
  const names = namesOf(event)
  const rows = Object.entries(eventFacts).filter(
    ([, { post_type, detail_type }]) => `${post_type}.${detail_type}` === names.at(-2),
  )
  const faults = rows.map(([row]) => faultsOf(row as EventName, event))
  return faults.includes(undefined) ? undefined : faults
}

it('has cases of actions that there are', () => {
  expect(cases.map(({ action }) => action).filter((name) => !actionOf(name))).toEqual([])
})

describe('each action', () => {
  const outcomes = cases.map((each) => ({ action: each.action, ...runCase(each) }))
  const of = (name: string) => outcomes.filter(({ action }) => action === name)

  it.each(Object.keys(actionHandlers) as ActionName[])(
    '%s causes the events that it says, and no others',
    (name) => {
      const declared = new Set<string>(actionOf(name).events)
      const told = of(name).flatMap(({ events }) => events.map(({ event }) => namesOf(event)))
      const found = told.map((names) => names.find((each) => declared.has(each)) ?? names[0])
      expect([...new Set(found)].sort()).toEqual([...declared].sort())
    },
  )

  it.each(Object.keys(actionHandlers) as ActionName[])(
    '%s refuses as it says, and never otherwise',
    (name) => {
      const found = of(name).flatMap(({ answer }) => (answer.status === 'failed' ? [answer.refusal] : []))
      const own = found.filter((each) => !OF_ALL.includes(each))
      expect([...new Set(own)].sort()).toEqual([...new Set(actionOf(name).refuses)].sort())
    },
  )

  it.each(Object.keys(actionHandlers) as ActionName[])('%s has a case in which it succeeds', (name) => {
    expect(of(name).some(({ answer }) => answer.status !== 'failed')).toBe(true)
  })
})
