import type { ActionFacts, ActionName } from '@rookery/protocol'
import type { Profile } from '../world/profile.js'
import { answerShapes } from './answer-shapes.js'
import {
  foreignFields,
  isGivenBy,
  type Omission,
  type SourcedField,
  withoutFields,
} from './foreign-fields.js'
import { plansBy } from './plan-of.js'

/** Treatment of an answer's data: unchanged, null, or without some fields. */
type Plan = 'as it is' | 'null' | Omission

/**
 * Converts the data of an answer to the implementation's. Actions return the fields of all implementations; this
 * keeps those that the tables list for the given one.
 */
export function shapeAnswer(profile: Profile, action: ActionName, data: unknown): unknown {
  const shape = answerShapes[profile][action]
  const shaped = shape ? shape(data as never) : data
  const plan = planOf(profile, action)
  if (plan === 'null') return null
  return plan === 'as it is' ? shaped : withoutFields(shaped, plan)
}

function makePlan(profile: Profile, { data, ext_data = [], data_variants = {} }: ActionFacts): Plan {
  const own = data_variants[profile] ?? data
  if (own === 'null') return 'null'
  const all = [data, ...Object.values(data_variants)].flatMap(rowsOf)
  const kept = [...rowsOf(own), ...ext_data].filter(isGivenBy(profile))
  return foreignFields(kept, [...all, ...ext_data]) ?? 'as it is'
}

const planOf = plansBy<Plan>(makePlan)

/** The fields of an object, or of a list's items; none for other data. */
function rowsOf(shape: ActionFacts['data']): readonly SourcedField[] {
  if (typeof shape === 'string' || 'stream' in shape || 'value' in shape) return []
  if (!('array' in shape)) return shape
  return typeof shape.array === 'string' ? [] : shape.array
}
