export { type ImplementedAction, implementedActions } from './actions/implemented-actions.js'
export type { Deed, DeedArgs, DeedName, DeedResult } from './deeds/deeds.js'
export { asDeed, type DoneDeed } from './deeds/perform.js'
export type { Explained } from './explained.js'
export { FaultError } from './faults/fault-error.js'
export type { Fault, FaultName, FaultRule, FaultTarget, LinkKind } from './faults/fault-rule.js'
export { type ActiveFault, type FaultHit, Faults } from './faults/faults.js'
export { readFaultRule } from './faults/read-rule.js'
export {
  AccountLinks,
  type AttachSettings,
  type LinksSettings,
  startLinks,
} from './links/account-links.js'
export type { OpenLink } from './links/link-context.js'
export { LinkError } from './links/link-error.js'
export type { TestTarget } from './make-test/choose-span.js'
export { type Happening, Happenings } from './make-test/happenings.js'
export { type MakeTestSettings, makeTest } from './make-test/make-test.js'
export { NoTest, type NoTestReason } from './make-test/no-test.js'
export type { MediaSettings } from './media/media-store.js'
export type { SandboxMedia } from './media/sandbox-media.js'
export type { Observation, Observer } from './observation.js'
export { openPage, type Page } from './page/open-page.js'
export type { PageSettings, PageWorlds } from './page/page-parts.js'
export type {
  ForwardView,
  HistoryPage,
  PageAbilities,
  PageAccountInfo,
  PageAsk,
  PageBot,
  PageFrame,
  PageInfo,
  PageLink,
  PageNote,
  PageRequest,
  PageStatus,
  WireEntry,
} from './page/wire.js'
export type {
  MembersPatch,
  PageAccount,
  PageChat,
  PageFriends,
  PageGroup,
  PageGroupFile,
  PageGroupFolder,
  PageGroupNotice,
  PageMember,
  PageMessage,
  PageUser,
  Patch,
  WorldPatch,
} from './page/world-view.js'
export { type Recording, startRecording } from './recorder/record.js'
export { RecordError } from './recorder/record-line.js'
export { type Difference, type Replay, replay } from './recorder/replay.js'
export { RunningClock } from './running-clock.js'
export { Sandbox, type SandboxSettings } from './sandbox.js'
export { type ActionAnswer, type Input, type Step, step } from './step.js'
export {
  formatTranscript,
  parseTranscript,
  TranscriptError,
  type TranscriptLanguage,
  type TranscriptOptions,
  type TranscriptStep,
} from './transcript/index.js'
export type { Done, ToldEvent } from './turn/turn.js'
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
export { DEFAULT_PROFILE, type Profile, profiles } from './world/profile.js'
export { type RefusalName, refusals, WorldRefusal } from './world/refusal.js'
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
export type {
  AccountSpec,
  FriendsSpec,
  GroupSpec,
  MemberSpec,
  UserSpec,
  WorldSpec,
} from './world/world-spec.js'
export { exportWorld } from './world-file/export-world.js'
export { readWorld, type WorldFile, type WorldSettings, type WorldSource } from './world-file/read-world.js'
export { WorldError, type WorldProblem } from './world-file/world-error.js'
