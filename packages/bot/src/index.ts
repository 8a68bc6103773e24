export type {
  ActionName,
  EventTable,
  Id,
  IdInput,
  Implementation,
  Message,
  OneBotEvent,
  Params,
  Register,
  Result,
  Segment,
} from '@rookery/protocol'
export { type MessageTag, msg, OneBotError } from '@rookery/protocol'
export type { Account, AccountState } from './accounts/account.js'
export type { AccountMethods } from './accounts/account-methods.js'
export type { AccountWatcher } from './accounts/accounts.js'
export type { Health } from './accounts/health.js'
export type { ReadyOptions } from './accounts/ready.js'
export type {
  ActionMethods,
  BeforeHook,
  Bot,
  BotMethods,
  CallOptions,
  CommandGroup,
  CommandHandler,
  CommandSession,
  EventHandler,
  EventPattern,
  IntentHandler,
  JobHandler,
  JobSession,
  Middleware,
  Session,
  TalkHandler,
} from './bot/bot.js'
export { definePlugin, type Plugin } from './bot/define-plugin.js'
export { getBot } from './bot/get-bot.js'
export type { BotOptions } from './bot/options.js'
export type { Delivery, NotSent } from './calls/deliver.js'
export type { CallLayer, NextCall, OutgoingCall } from './calls/layers.js'
export { logCalls } from './calls/log-calls.js'
export { type PaceOptions, paceSends } from './calls/pace-sends.js'
export { type RetryOptions, retryReads } from './calls/retry-reads.js'
export type { Commands } from './commands/bot-commands.js'
export type { Prefix, Separator } from './commands/command-line.js'
export type { Chat, CommandOptions, Cooldown, SharedOptions } from './commands/command-options.js'
export type { Refusal } from './commands/gate.js'
export type { HelpOptions } from './commands/help-command.js'
export type { CommandSettings } from './commands/make-commands.js'
export { CommandTimedOut } from './commands/time-limit.js'
export { ConfigError } from './config/config-error.js'
export type { BotConfig, ConfigValues } from './config/config-schema.js'
export { defineConfig } from './config/define-config.js'
export { type LoadConfigOptions, loadConfig } from './config/load-config.js'
export type { HttpConnectOptions } from './connections/connect-http.js'
export type { ConnectOptions } from './connections/connect-ws.js'
export type { Connecting } from './connections/connecting.js'
export type { Connection } from './connections/connection.js'
export type { Listening, ListenOptions } from './connections/listen-reverse.js'
export type {
  AnswerMessage,
  AnswerVerdict,
  Ask,
  AskOptions,
  Choices,
  QuestionOptions,
} from './conversations/ask-options.js'
export { type Cancels, type CancelWords, cancels, cancelsInNonebot } from './conversations/cancellation.js'
export { ConversationEnded, type Ended } from './conversations/ended.js'
export { InvalidAnswer, refuse } from './conversations/invalid-answer.js'
export { createBot } from './create-bot.js'
export {
  ActionFailed,
  ApiNotAvailable,
  BotClosed,
  BotUsageError,
  CallError,
  ConnectionRefused,
  CQHttpError,
  type FailedResult,
  HttpFailed,
  JobFailed,
  NetworkError,
  NotReady,
  type Outcome,
} from './errors.js'
export { type ContextMode, contextId } from './events/context-id.js'
export type { Explanation, Reason } from './explain/reasons.js'
export { type Check, filters } from './filters/filters.js'
export { type Intent, type IntentOptions, intent } from './intents/intent.js'
export { consoleLog, type Log, type LogFields, silentLog } from './log.js'
export { type Answer, type Quick, quick, type Sent } from './message/answer.js'
export type { ChatEvent, Heard } from './message/hear.js'
export type { Destination, Outgoing, SendOptions } from './message/outgoing.js'
export {
  Permission,
  type PermissionCheck,
  type PermissionLike,
  permission,
} from './permissions/permission.js'
export {
  allowList,
  anonymous,
  everybody,
  friend,
  fromUser,
  groupAdmin,
  groupChat,
  groupOwner,
  inGroup,
  privateChat,
  superuser,
  timeRange,
} from './permissions/predicates.js'
export type { FailedFile, LoadedFolder } from './plugins/load-folder.js'
export type { LoadedPlugin } from './plugins/loaded-plugin.js'
export type { PluginDefinition } from './plugins/plugin-definition.js'
export { PluginError } from './plugins/plugin-error.js'
export type { PluginMethods } from './plugins/plugin-methods.js'
export type { JobOptions, JobPlace } from './schedules/job-options.js'
export type { Scheduled } from './schedules/schedule.js'
export type { When } from './schedules/when.js'
export type { ChatAbilities, RequestAbilities, UserAbilities } from './session/abilities.js'
export type { CallCommandOptions } from './session/call-command.js'
export { jsonFiles } from './storage/json-files.js'
export { memoryStorage } from './storage/memory-storage.js'
export type { Storable } from './storage/storable.js'
export type { Json, Storage, Store } from './storage/storage.js'
export { type Shelf, storageOver } from './storage/storage-over.js'
export type { TalkOptions } from './talk/talk.js'
export type { Language } from './texts/built-in.js'
export { render } from './texts/render.js'
export type { TextParams } from './texts/text-params.js'
export type { Expression, TextOptions } from './texts/texts.js'
