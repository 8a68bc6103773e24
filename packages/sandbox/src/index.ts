export type { Deed, DeedArgs, DeedName, DeedResult } from './deeds/deeds.js'
export { asDeed, type DoneDeed } from './deeds/perform.js'
export type { Observation, Observer } from './observation.js'
export { Sandbox } from './sandbox.js'
export { type Answer, type Input, type Step, step } from './step.js'
export { VirtualClock } from './virtual-clock.js'
export { buildWorld } from './world/build-world.js'
export type {
  HttpLinkSpec,
  HttpPostLinkSpec,
  LinkSpec,
  LinksSpec,
  WsLinkSpec,
  WsReverseLinkSpec,
} from './world/link-spec.js'
export { Refusal, type RefusalName, refusals } from './world/refusal.js'
export type { Done, ToldEvent } from './world/turn.js'
export {
  type Account,
  emptyWorld,
  type Friend,
  type Group,
  type GroupRole,
  type Media,
  type Member,
  type Message,
  type Request,
  type User,
  type World,
} from './world/world.js'
export type { AccountSpec, GroupSpec, MemberSpec, UserSpec, WorldSpec } from './world/world-spec.js'
