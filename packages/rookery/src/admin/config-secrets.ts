import { createHash } from 'node:crypto'
import { type YamlScalar, yamlScalars } from '@rookery/yaml-file'

/** A secret in the text of a config. */
export interface Secret {
  /** Names its place: keys, and the names of entries. That of one in a comment names its text. */
  readonly identity: string
  readonly start: number
  readonly end: number
}

const SECRET_KEY = /^(?:\w+_)?(?:token|secret|password)(?:_sha256)?$/
const URL_KEY = /^(?:url|api_url|event_url|webui)$/
/** A reference to the environment says nothing of what it stands for, unless it has a default. */
const REFERENCE = /^\$\{[A-Za-z_]\w*\}$/

/** Tells whether the value at a path is one that nobody should see. */
export function isSecretAt(path: YamlScalar['path'], text: string): boolean {
  const key = String(path.at(-1))
  // Programs get their secrets by arguments and by the environment.
  if (SECRET_KEY.test(key) || key === 'webhook' || path.includes('env') || path.includes('args')) return true
  return URL_KEY.test(key) && hasSecret(text)
}

/** Tells whether a URL names a password, or a query, in which tokens are sent. */
const hasSecret = (url: string): boolean => /^[a-z]+:\/\/[^/?#]*@|\?/i.test(url)

/** Names the place of a value so that it stays the same when entries before it come and go. */
export function identityOf(path: YamlScalar['path'], names: ReadonlyMap<string, string>): string {
  return path
    .map((step, depth) =>
      typeof step === 'string' ? step : (names.get(keyOf(path.slice(0, depth + 1))) ?? step),
    )
    .join('.')
}

const keyOf = (path: YamlScalar['path']): string => JSON.stringify(path)

/** Names of the entries of lists, by their paths. That of an alias may be a secret, and names nothing. */
export const namesIn = (scalars: readonly YamlScalar[]): ReadonlyMap<string, string> =>
  new Map(
    scalars
      .filter(({ path, isAlias }) => path.at(-1) === 'name' && typeof path.at(-2) === 'number' && !isAlias)
      .map(({ path, text }) => [keyOf(path.slice(0, -1)), text]),
  )

/** Finds the secrets of a config, in its order; undefined if its syntax is broken. */
export function secretsIn(text: string): readonly Secret[] | undefined {
  const scalars = yamlScalars(text)
  if (!scalars) return undefined
  const names = namesIn(scalars)
  const inValues = scalars
    .filter(({ path, text: value }) => isSecretAt(path, value) && !REFERENCE.test(value))
    .map(({ path, start, end }) => ({ identity: identityOf(path, names), start, end }))
  return [...inValues, ...secretsInComments(text, scalars)].sort((a, b) => a.start - b.start)
}

/** A key in a comment that is written as if it were in force, with its value. */
const COMMENTED = /\b(?:\w*(?:token|secret|password)\w*|webhook)["']?\s*[:=]\s*("[^"]*"|'[^']*'|[^\s,}#]+)/gi

/** Values of commented-out keys. */
function secretsInComments(text: string, scalars: readonly YamlScalar[]): readonly Secret[] {
  return commentsIn(text, scalars).flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(COMMENTED)].flatMap((match) => {
      const [whole, value = ''] = match
      if (REFERENCE.test(value)) return []
      const at = start + match.index + whole.length - value.length
      return [{ identity: commentIdentity(value), start: at, end: at + value.length }]
    }),
  )
}

const commentIdentity = (value: string): string =>
  `# ${createHash('sha256').update(value).digest('base64url')}`

/** Places of the comments: from a # outside of values to the end of its line. */
export function commentsIn(
  text: string,
  scalars: readonly YamlScalar[],
): readonly { readonly start: number; readonly end: number }[] {
  const comments: { start: number; end: number }[] = []
  for (const match of text.matchAll(/(?<=^|\s)#.*$/gm)) {
    const { index: start } = match
    if (!scalars.some((each) => each.start <= start && start < each.end))
      comments.push({ start, end: start + match[0].length })
  }
  return comments
}
