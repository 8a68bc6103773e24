import type { ActionRow } from '../wire/wire.js'

const PROFILES = [
  ['napcat', /napcat/i],
  ['lagrange', /lagrange/i],
  ['llbot', /llbot|llonebot|luckylillia/i],
  ['go-cqhttp', /go-?cqhttp|gocq/i],
] as const

/** An implementation that the tables know. */
export type Profile = (typeof PROFILES)[number][0]

/** The profile of a program by the name that it gives itself. */
export const implementationOf = (name: string | undefined): Profile | undefined =>
  PROFILES.find(([, pattern]) => name !== undefined && pattern.test(name))?.[0]

/** Tells if an implementation has an action, as far as the tables know. The standard's, all have. */
export const offers = ({ source }: ActionRow, profile: Profile): boolean =>
  source.some((each) => each === profile || each.startsWith('onebot11') || each === 'rookery')
