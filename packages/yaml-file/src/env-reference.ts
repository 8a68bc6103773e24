/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>

export interface Expanded {
  readonly text: string
  /** Whether part of it came from the environment, so that it must not be printed. */
  readonly isFromEnv: boolean
  readonly problems: readonly ReferenceProblem[]
}

export interface ReferenceProblem {
  readonly found: string
  readonly allowed: string
}

const reference = String.raw`\$\{([A-Za-z_]\w*)(?::-([^}"'\\\r\n]*))?\}`
const unescapedReference = new RegExp(String.raw`(?<!\$)${reference}`, 'g')
const anyReference = new RegExp(String.raw`\$\$\{|${reference}|\$\{`, 'g')

/** First of the private-use characters that stand for a reference: printable, and without meaning in YAML. */
const maskBase = 0xf700
const masked = /[\uf700-\uf77f]/g

/**
 * Masks references while YAML is parsed, since YAML ends an unquoted text at a brace inside `{ … }`: `{ token:
 * ${TOKEN} }` would be a syntax error. The number of characters stays the same, and with it every position.
 */
export function maskReferences(source: string): string {
  return source.replace(unescapedReference, (found) =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
    found.replace(/[\x00-\x7f]/g, (char) => String.fromCharCode(maskBase + char.charCodeAt(0))),
  )
}

export function unmaskReferences(text: string): string {
  return text.replace(masked, (char) => String.fromCharCode(char.charCodeAt(0) - maskBase))
}

/** Escapes a text so that it reads back unchanged. */
export function escapeReferences(text: string): string {
  return text.replaceAll('${', '$$${')
}

/**
 * Replaces `${NAME}` and `${NAME:-default}`; `$${` stands for a literal `${`. What a variable holds is taken
 * as it is and never expanded again.
 *
 * @example expandReferences('Bearer ${TOKEN:-none}', {}).text // 'Bearer none'
 */
export function expandReferences(text: string, env: Environment): Expanded {
  const problems: ReferenceProblem[] = []
  let isFromEnv = false
  const expanded = text.replace(anyReference, (whole, name?: string, fallback?: string) => {
    if (whole === '$${') return '${'
    if (name === undefined) {
      problems.push(malformed)
      return ''
    }
    isFromEnv = true
    return lookUp(name, fallback, env) ?? missing(name, problems)
  })
  return { text: expanded, isFromEnv, problems }
}

const malformed: ReferenceProblem = {
  found: 'a "${" that does not begin a reference',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: shown as the user would write it
  allowed: '${NAME}, ${NAME:-default}, or $${ for the two characters themselves',
}

/** As in a shell, `:-` also stands in for a variable that is set but empty. */
function lookUp(name: string, fallback: string | undefined, env: Environment): string | undefined {
  const value = Object.hasOwn(env, name) ? env[name] : undefined
  return fallback === undefined ? value : value || fallback
}

function missing(name: string, problems: ReferenceProblem[]): string {
  problems.push({
    found: `\${${name}}, but the environment has no variable ${name}`,
    allowed: `a variable that is set, or \${${name}:-default}`,
  })
  return ''
}
