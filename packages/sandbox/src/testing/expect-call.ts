import { ExpectationMissed } from './errors.js'
import { marked } from './expect-message.js'
import { holds } from './matcher.js'
import type { TestStage } from './stage.js'
import type { Called } from './story.js'
import { settle, until } from './until.js'

/** Waits for a call of an action with at least these params; each call matches one expectation. */
export async function expectCall(stage: TestStage, action: string, params: object): Promise<Called> {
  const { story, timeoutMs } = stage
  const found = await until(stage, timeoutMs, () => story.calls.find((call) => fits(call, action, params)))
  if (found) {
    found.isExpected = true
    return found
  }
  const what = `no such call came within ${timeoutMs} ms; ${shownCalls(story.calls)}`
  throw new ExpectationMissed(what, shown(action, params), marked(stage))
}

/** Checks that no call of an action with these params arrives. */
export async function expectNoCall(
  stage: TestStage,
  action: string,
  params: object,
  forMs: number,
): Promise<void> {
  const { story } = stage
  await settle()
  const call = await until(stage, forMs, () => story.calls.find((each) => fits(each, action, params)))
  if (!call) return
  const what = `it was called: ${shown(call.action, call.params)}`
  throw new ExpectationMissed(what, `no call ${shown(action, params)}`, marked(stage))
}

const fits = (call: Called, action: string, params: object): boolean =>
  !call.isExpected && call.action === action && holds(params, call.params)

const shown = (action: string, params: object): string => `${action} ${JSON.stringify(params)}`

const LAST = 10

function shownCalls(calls: readonly Called[]): string {
  const last = calls.filter(({ isExpected }) => !isExpected).slice(-LAST)
  if (last.length === 0) return 'the bots called nothing'
  return `the bots called:\n${last.map(({ action, params }) => `  ${shown(action, params)}`).join('\n')}`
}
