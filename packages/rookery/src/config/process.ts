import { resolve } from 'node:path'
import { array, literal, object, partial, type Schema, scalar } from '@rookery/schema'
import { name } from './scalars.js'

/** A text that is passed on as it is written: `3001`, `true` and an empty text, too. */
const argument = scalar({
  types: ['string', 'number', 'boolean'],
  parse: (text) => (text.includes('\0') ? undefined : text),
  allowed: 'a text, without the character NUL',
  isSecret: true,
})

/** A path, from the config file's directory; `word` is passed on as it is. */
const path = (word?: string): Schema<string> => ({
  kind: 'scalar',
  parse(node, context) {
    const text = name.parse(node, context)
    return text === undefined || text === word ? text : resolve(context.directory ?? '', text)
  },
})

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Variables of the environment: names, each with a text. */
const environment: Schema<Readonly<Record<string, string>>> = {
  kind: 'object',
  parse(node, context) {
    if (node.kind !== 'object') {
      context.addIssue({ ...node.at, found: context.describe(node, 'value'), allowed: 'a map of variables' })
      return undefined
    }
    const pairs = node.entries.map(({ key, keyAt, value }) => {
      const text = argument.parse(value, context)
      if (VARIABLE.test(key)) return text === undefined ? undefined : ([key, text] as const)
      context.addIssue({ ...keyAt, found: `the variable "${key}"`, allowed: 'letters, digits and _' })
      return undefined
    })
    return pairs.includes(undefined) ? undefined : Object.fromEntries(pairs as (readonly [string, string])[])
  },
}

/** A program with its arguments, which no shell reads. */
export const program = { command: name, ...partial({ args: array(argument) }) }

/** The process of an implementation, which the hub runs. */
export const ownProcess = object({
  ...program,
  ...partial({
    cwd: path(),
    env: environment,
    restart: literal(['always', 'on-failure', 'never']),
    log: path('hub'),
  }),
})
