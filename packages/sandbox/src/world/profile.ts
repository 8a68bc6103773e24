import { type ActionName, actionFacts, actionsOf, type Implementation } from '@rookery/protocol'

/** The implementation whose answers and events an account imitates. */
export type Profile = Implementation

/** All profiles, in the order in which they are tried and documented. */
export const profiles = ['napcat', 'lagrange', 'llbot', 'go-cqhttp'] as const satisfies readonly Profile[]

/** Default profile: most bots today run on NapCat. */
export const DEFAULT_PROFILE: Profile = 'napcat'

const known = new Map<Profile, ReadonlySet<string>>()

/** Names of the implementation's actions. */
export function actionsOfProfile(profile: Profile): ReadonlySet<string> {
  let names = known.get(profile)
  if (!names) {
    names = new Set<string>(actionsOf(profile))
    known.set(profile, names)
  }
  return names
}

/** The profiles that have an action. */
export function profilesWith(action: string): readonly Profile[] {
  if (!Object.hasOwn(actionFacts, action)) return []
  const { source } = actionFacts[action as ActionName]
  return profiles.filter((profile) => source.includes(profile))
}
