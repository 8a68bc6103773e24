import { type ActionName, actionFacts, actionsOf, type Implementation } from '@rookery/protocol'

/** The implementation that an account answers like. */
export type Profile = Implementation

/** Every profile, in the order in which they are tried and documented. */
export const profiles = ['napcat', 'lagrange', 'llbot', 'go-cqhttp'] as const satisfies readonly Profile[]

/** The profile of an account that names none: most bots of today run on NapCat. */
export const DEFAULT_PROFILE: Profile = 'napcat'

const known = new Map<Profile, ReadonlySet<string>>()

/** The names of the actions that the implementation has. */
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
