import { yamlScalars } from '@rookery/yaml-file'
import { commentsIn, identityOf, namesIn, type Secret, secretsIn } from './config-secrets.js'

/** Mark in the place of a secret: its number in the file, or `old` for one that the file does not have any more. */
const MARK = /\$\{secret:(\d{1,6}|old)\}/g
const ONE_MARK = /^\$\{secret:(\d{1,6}|old)\}$/

/** Shows a text, each secret replaced by its mark; undefined if its syntax is broken. Marks are numbers of `known`. */
export function marked(
  text: string,
  known: readonly Secret[] | undefined = secretsIn(text),
): string | undefined {
  const secrets = secretsIn(text)
  if (!secrets || !known) return undefined
  const numbers = new Map(known.map(({ identity }, index) => [identity, index + 1]))
  return replaced(
    text,
    secrets.map(({ identity, start, end }) => {
      const mark = `\${secret:${numbers.get(identity) ?? 'old'}}`
      return { start, end, by: mark }
    }),
  )
}

interface Replacement {
  readonly start: number
  readonly end: number
  readonly by: string
}

function replaced(text: string, replacements: readonly Replacement[]): string {
  let result = ''
  let at = 0
  for (const { start, end, by } of replacements) {
    result += text.slice(at, start) + by
    at = end
  }
  return result + text.slice(at)
}

/** A mark that cannot stand where it does, at its place. */
export interface MarkProblem {
  readonly line: number
  readonly column: number
  readonly message: string
}

/** Outcome of putting secrets back. A text that is broken is given back with its marks. */
export interface Restored {
  readonly text: string
  readonly problems: readonly MarkProblem[]
}

/** Puts the secrets of a file back in the place of their marks. Each mark may stand for the very value that it stood for. */
export function restored(text: string, file: string): Restored {
  const secrets = secretsIn(file) ?? []
  // Braces end a value in YAML; a mark has to be read as one value.
  const readable = text.replace(MARK, (mark) => mark.replace(/[${:}]/g, (each) => STAND_INS[each] ?? each))
  const scalars = yamlScalars(readable)
  if (!scalars) return { text, problems: [] }
  const names = namesIn(scalars)
  const comments = commentsIn(readable, scalars)
  const problems: MarkProblem[] = []
  const replacements = [...text.matchAll(MARK)].map((match): Replacement => {
    const [mark, number] = match
    const { index: start } = match
    const whole = { start, end: start + mark.length, by: mark }
    const secret = secrets[Number(number) - 1]
    const scalar = scalars.find((each) => each.start <= start && start < each.end)
    if (!scalar) return isIn(comments, start) ? { ...whole, by: commentText(secret, file, mark) } : whole
    const isAlone = ONE_MARK.test(unquoted(text.slice(scalar.start, scalar.end)))
    if (isAlone && secret?.identity === identityOf(scalar.path, names))
      return { start: scalar.start, end: scalar.end, by: file.slice(secret.start, secret.end) }
    problems.push({ ...placeOf(text, start), message: wordsFor(mark, secret) })
    return whole
  })
  return { text: replaced(text, replacements), problems }
}

const STAND_INS: Readonly<Record<string, string>> = {
  $: '\ue000',
  '{': '\ue001',
  ':': '\ue002',
  '}': '\ue003',
}

const unquoted = (source: string): string => source.replace(/^(["'])(.*)\1$/s, '$2')

const isIn = (places: readonly { readonly start: number; readonly end: number }[], at: number): boolean =>
  places.some(({ start, end }) => start <= at && at < end)

/** A secret of a comment goes back into comments alone; one of a value never does. */
const commentText = (secret: Secret | undefined, file: string, mark: string): string =>
  secret?.identity.startsWith('#') ? file.slice(secret.start, secret.end) : mark

function wordsFor(mark: string, secret: Secret | undefined): string {
  if (!secret) return `${mark} stands for no secret of the file; tokens are changed in the file`
  const place = secret.identity.startsWith('#') ? 'a comment' : secret.identity
  return `${mark} stands for the secret at ${place}, and can stand there alone; tokens are changed in the file`
}

/** Line and column of an index, both counted from 1. */
function placeOf(text: string, index: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, index).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}
