import { type ActionFacts, type ActionName, actionFacts } from '@rookery/protocol'
import type { Profile } from '../world/profile.js'

/** Makes a plan for each action of each profile when it is first asked for, and keeps it: tables do not change. */
export function plansBy<Plan extends object | string>(
  make: (profile: Profile, facts: ActionFacts) => Plan,
): (profile: Profile, action: ActionName) => Plan {
  const plans = new Map<string, Plan>()
  return (profile, action) => {
    const key = `${profile} ${action}`
    const known = plans.get(key)
    if (known !== undefined) return known
    const plan = make(profile, actionFacts[action])
    plans.set(key, plan)
    return plan
  }
}
