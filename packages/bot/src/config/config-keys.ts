import type { Storage } from '../storage/storage.js'
import { builtInTexts } from '../texts/built-in.js'
import type { TextParams } from '../texts/text-params.js'
import {
  expression,
  ids,
  type Kind,
  names,
  object,
  oneOf,
  secret,
  text,
  texts,
  wholeNumber,
} from './kinds.js'

/** Keys of the config, and what each may hold; a table stands for an object. */
export interface Table {
  readonly [key: string]: Kind<unknown> | Table
}

const milliseconds = wholeNumber('milliseconds above 0', 1)
const webSocketUrl = text('a URL of ws:, wss:, http: or https:', (url) => /^(wss?|https?):\/\/./.test(url))
const textNames = Object.keys(builtInTexts.zh) as (keyof TextParams)[]

/**
 * Everything that a config file can say. Each key is a variable of the environment, too, by rule: `sessionTimeoutMs` is
 * ROOKERY_SESSION_TIMEOUT_MS, `listen.port` is ROOKERY_LISTEN_PORT.
 */
export const configKeys = {
  url: webSocketUrl,
  apiRoot: text('a URL of http: or https:', (url) => /^https?:\/\/./.test(url)),
  listen: { host: text('a host, as in 127.0.0.1'), port: wholeNumber('a port', 0, 65_535) },
  token: secret,
  secret,
  superusers: ids('QQ numbers'),
  nickname: names('a name, or a list of names'),
  nicknameSeparator: oneOf('optional', 'required'),
  prefixes: texts('a list of texts'),
  separators: names('a list of texts'),
  ignoreCase: oneOf<boolean>(true, false),
  blankBehindPrefix: oneOf<boolean>(true, false),
  language: oneOf('zh', 'en'),
  sessionTimeoutMs: milliseconds,
  callTimeoutMs: milliseconds,
  cancelWords: names('a list of words'),
  suggest: oneOf<boolean | 'toMe'>(true, false, 'toMe'),
  help: oneOf(false),
  debug: oneOf<boolean>(true, false),
  texts: Object.fromEntries(textNames.map((name) => [name, expression])) as {
    readonly [K in keyof TextParams]: typeof expression
  },
  storage: text('a folder', (folder) => folder !== ''),
  plugins: object,
} as const satisfies Table

type Given<T> = {
  readonly [K in keyof T]?: T[K] extends Kind<infer _, infer G> ? G : Given<T[K]>
}
type Read<T> = {
  readonly [K in keyof T]?: T[K] extends Kind<infer V, infer _> ? V : Read<T[K]>
}

/** What a config may say, as in `bot.config.json`. */
export type ConfigValues = Given<typeof configKeys>
/** The same, each as the bot wants it. */
export type ReadValues = Read<typeof configKeys>

/** A config that was checked: options for `createBot`, and where it connects or listens. */
export type BotConfig = Omit<ReadValues, 'storage'> & { readonly storage?: Storage }

export const isKind = (entry: Kind<unknown> | Table): entry is Kind<unknown> =>
  typeof entry.read === 'function'
