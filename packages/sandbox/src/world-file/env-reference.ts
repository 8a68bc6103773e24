export type Environment = Readonly<Record<string, string | undefined>>

/** A reference, or the two signs that stand for a literal `${`. */
const reference = /\$\$\{|\$\{([A-Za-z_]\w*)(?::-([^}"'\\\r\n]*))?\}/g

/** Printable, without meaning in YAML, and used by nobody in a world file. */
const MASK_BASE = 0xf700
const masked = /[\uf700-\uf77f]/g

/**
 * YAML ends an unquoted text at a brace inside `{ … }`, so that `{ token: ${TOKEN} }` would be broken. Each reference is
 * written in characters without meaning while the file is parsed; their number, and so every position, stays.
 */
export const maskReferences = (source: string): string =>
  source.replace(reference, (found, name?: string) =>
    name ? Array.from(found, (char) => maskOf(char.charCodeAt(0)) ?? char).join('') : found,
  )

const maskOf = (code: number): string | undefined =>
  code < 0x80 ? String.fromCharCode(MASK_BASE + code) : undefined

export const unmaskReferences = (text: string): string =>
  text.replace(masked, (char) => String.fromCharCode(char.charCodeAt(0) - MASK_BASE))

/** A text that says the same where references are read. */
export const escapeReferences = (text: string): string => text.replaceAll('${', '$$${')

/** A text with `${NAME}` and `${NAME:-default}` filled in; `missing` are the names that the environment lacks. */
export function expandReferences(text: string, env: Environment) {
  const missing: string[] = []
  let isFromEnv = false
  const expanded = text.replace(reference, (_, name?: string, fallback?: string) => {
    if (name === undefined) return '${'
    isFromEnv = true
    const value = Object.hasOwn(env, name) ? env[name] : undefined
    // As in a shell, the default stands in for a variable that is set but empty, too.
    const found = fallback === undefined ? value : value || fallback
    if (found === undefined) missing.push(name)
    return found ?? ''
  })
  return { text: expanded, isFromEnv, missing }
}
