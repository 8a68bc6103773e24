import {
  discriminatedUnion,
  fromValue,
  literal,
  object,
  optional,
  partial,
  type Schema,
  safeParse,
} from '@rookery/schema'
import { describeValue } from '../fields/check-fields.js'
import { numberField, textField } from '../fields/field-schemas.js'
import { FaultError } from './fault-error.js'
import type { Fault, FaultName, FaultRule } from './fault-rule.js'

const byName = {
  delay: object({ is: literal(['delay']), delayMs: numberField }),
  drop: object({ is: literal(['drop']) }),
  duplicate: object({ is: literal(['duplicate']) }),
  disconnect: object({ is: literal(['disconnect']), when: optional(literal(['before', 'after'])) }),
  half_open: object({ is: literal(['half_open']) }),
  rate_limit: object({ is: literal(['rate_limit']) }),
  offline: object({ is: literal(['offline']) }),
  late: object({ is: literal(['late']), answerAfterMs: numberField }),
  fail: object({ is: literal(['fail']), retcode: numberField, reason: textField }),
} satisfies { readonly [N in FaultName]: Schema<Extract<Fault, { is: N }>> }

const faultRule = object(
  {
    ...partial({ self_id: numberField, link: textField, action: textField, event: textField }),
    what: discriminatedUnion('is', Object.values(byName)),
    ...partial({ times: numberField, probability: numberField, seed: numberField }),
  },
  { allowed: 'an object' },
)

/**
 * Reads a rule from untyped input: a page's, or a file's.
 *
 * @throws FaultError `bad_fault` for a value without the form of a rule; `Faults.add` checks the rest.
 */
export function readFaultRule(value: unknown): FaultRule {
  const result = safeParse(faultRule, fromValue(value), { describe: describeValue })
  if (result.success) return result.data
  const [{ path, found, allowed } = { path: '', found: 'nothing', allowed: 'an object' }] = result.issues
  const place = path === '' ? 'a fault' : `"${path}" of a fault`
  throw new FaultError('bad_fault', `${place}: found ${found}; allowed: ${allowed}`)
}
