import { FaultError } from './fault-error.js'
import type { FaultName, FaultRule } from './fault-rule.js'

type Fields = Readonly<Record<string, 'number' | 'string' | 'object'>>

const ruleFields: Fields = {
  self_id: 'number',
  link: 'string',
  action: 'string',
  event: 'string',
  what: 'object',
  times: 'number',
  probability: 'number',
  seed: 'number',
}

/** Fields of each fault besides its name. */
const faultFields: Readonly<Record<FaultName, Fields>> = {
  delay: { delayMs: 'number' },
  drop: {},
  duplicate: {},
  disconnect: { when: 'string' },
  half_open: {},
  rate_limit: {},
  offline: {},
  late: { answerAfterMs: 'number' },
  fail: { retcode: 'number', reason: 'string' },
}

const faultNames = Object.keys(faultFields)

/**
 * Reads a rule from untyped input: a page's, or a file's.
 *
 * @throws FaultError `bad_fault` for a value without the form of a rule; `Faults.add` checks the rest.
 */
export function readFaultRule(value: unknown): FaultRule {
  const rule = readObject('a fault', value, ruleFields, ['what'])
  const { is, ...rest } = rule.what as Readonly<Record<string, unknown>>
  if (typeof is !== 'string' || !Object.hasOwn(faultFields, is)) {
    throw bad(`"what.is" must be one of ${faultNames.join(', ')}, found ${JSON.stringify(is)}`)
  }
  const fields = faultFields[is as FaultName]
  readObject(`"what" of ${is}`, rest, fields, is === 'disconnect' ? [] : Object.keys(fields))
  if (rest.when !== undefined && rest.when !== 'before' && rest.when !== 'after')
    throw bad(`"what.when" must be "before" or "after", found ${JSON.stringify(rest.when)}`)
  return value as FaultRule
}

function readObject(
  what: string,
  value: unknown,
  fields: Fields,
  needed: readonly string[],
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad(`${what} must be an object`)
  const found = value as Readonly<Record<string, unknown>>
  for (const [name, each] of Object.entries(found)) {
    const type = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (!type) throw bad(`${what} has no "${name}"; there are: ${Object.keys(fields).join(', ')}`)
    if (typeof each !== type || each === null)
      throw bad(`"${name}" of ${what} must be of type ${type}, found ${JSON.stringify(each)}`)
  }
  const missing = needed.find((name) => found[name] === undefined)
  if (missing !== undefined) throw bad(`${what} needs "${missing}"`)
  return found
}

const bad = (reason: string): FaultError => new FaultError('bad_fault', reason)
