import {
  array,
  custom,
  type Infer,
  type InferInput,
  integer,
  literal,
  object,
  oneOrArray,
  partial,
  record,
  type Schema,
  string,
  summarized,
  type Table,
  union,
} from '@rookery/schema'
import type { Storage } from '../storage/storage.js'
import { builtInTexts } from '../texts/built-in.js'
import type { TextParams } from '../texts/text-params.js'

const json = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(' or ')
const literals = <const T extends string | boolean>(...values: readonly T[]) => literal(values, json(values))
const boolean = literals<boolean>(true, false)
const milliseconds = integer({ min: 1, allowed: 'milliseconds above 0' })
const text = string({ allowed: 'a text' })
const name = string({ pattern: /./s, allowed: 'a text that is not empty' })
const secret = string({ allowed: 'a text', isSecret: true })
const id = custom<number | string>('a QQ number', (value) =>
  typeof value === 'string' ? /^[1-9]\d*$/.test(value) : Number.isSafeInteger(value) && Number(value) > 0,
)

/** A list, or a single one. */
const listOf = <T>(item: Schema<T>, allowed: string) => summarized(oneOrArray(item), allowed)

/** One text, or several of which one is chosen at random. */
const expression = union([text, array(text)], 'a text, or a list of texts')
const textNames = Object.keys(builtInTexts.zh) as (keyof TextParams)[]
const texts = Object.fromEntries(textNames.map((each) => [each, expression])) as {
  readonly [K in keyof TextParams]: typeof expression
}

const section = <const T extends Table>(table: T) => object(partial(table), { allowed: 'an object' })

/**
 * Schema of a config file. Each key is also an environment variable, by rule: `sessionTimeoutMs` is
 * ROOKERY_SESSION_TIMEOUT_MS, `listen.port` is ROOKERY_LISTEN_PORT.
 */
export const configSchema = section({
  url: string({ pattern: /^(wss?|https?):\/\/./, allowed: 'a URL of ws:, wss:, http: or https:' }),
  apiRoot: string({ pattern: /^https?:\/\/./, allowed: 'a URL of http: or https:' }),
  listen: section({
    host: string({ allowed: 'a host, as in 127.0.0.1' }),
    port: integer({ max: 65_535, allowed: 'a port' }),
  }),
  token: secret,
  secret,
  superusers: listOf(id, 'QQ numbers'),
  nickname: listOf(name, 'a name, or a list of names'),
  nicknameSeparator: literals('optional', 'required'),
  prefixes: listOf(text, 'a list of texts'),
  separators: listOf(name, 'a list of texts'),
  ignoreCase: boolean,
  blankBehindPrefix: boolean,
  language: literals('zh', 'en'),
  sessionTimeoutMs: milliseconds,
  callTimeoutMs: milliseconds,
  cancelWords: listOf(name, 'a list of words'),
  suggest: literals<boolean | 'toMe'>(true, false, 'toMe'),
  help: literals(false),
  debug: boolean,
  texts: section(texts),
  storage: string({ pattern: /./s, allowed: 'a folder' }),
  plugins: record('an object'),
})

/** The content of a config, as in `bot.config.json`. */
export type ConfigValues = InferInput<typeof configSchema>
/** A parsed config. */
export type ReadValues = Infer<typeof configSchema>

/** A checked config: options for `createBot`, and where it connects or listens. */
export type BotConfig = Omit<ReadValues, 'storage'> & { readonly storage?: Storage }
