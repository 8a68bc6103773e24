import { type ActionFacts, type ActionName, checkParams } from '@rookery/protocol'
import type { Profile } from '../world/profile.js'
import { refuse } from '../world/refusal.js'
import { plansBy } from './plan-of.js'

type Fields = Readonly<Record<string, unknown>>
type ParamRow = ActionFacts['params'][number]

/** Params that an implementation accepts for an action, and its defaults where they differ from the standard's. */
interface Plan {
  readonly row: Pick<ActionFacts, 'params' | 'ext_params' | 'one_of_required'>
  readonly defaults: readonly (readonly [string, unknown])[]
}

/** The params of a call as the implementation reads them. @throws WorldRefusal `bad_params` */
export function readParams(profile: Profile, action: ActionName, given: unknown): Fields {
  const { row, defaults } = planOf(profile, action)
  const checked = checkParams(row, given)
  if ('reason' in checked) return refuse('bad_params', checked.reason)
  const missing = defaults.filter(([name]) => checked.params[name] === undefined)
  return missing.length === 0 ? checked.params : { ...checked.params, ...Object.fromEntries(missing) }
}

function makePlan(profile: Profile, facts: ActionFacts): Plan {
  const { params, ext_params = [], one_of_required, default_deviations = {} } = facts
  const own = (row: ParamRow): ParamRow => ({ ...row, required: isNeeded(profile, row) })
  const differing = [...params, ...ext_params].flatMap(({ name, defaults = {} }) =>
    defaults[profile] === undefined ? [] : [[name, defaults[profile]] as const],
  )
  return {
    row: {
      params: params.map(own),
      ext_params: ext_params.map(own),
      ...(one_of_required && { one_of_required }),
    },
    defaults: [...differing, ...Object.entries(default_deviations[profile] ?? {})],
  }
}

const isNeeded = (profile: Profile, { required, required_by = [], optional_with = [] }: ParamRow): boolean =>
  (required && !optional_with.includes(profile)) || required_by.includes(profile)

const planOf = plansBy(makePlan)
