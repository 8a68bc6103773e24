import type { YAMLParseError, YAMLWarning } from 'yaml'
import { unmaskReferences } from './env-reference.js'
import type { PlacedIssue, Spot } from './spot.js'

/** Allowed alternatives, by the YAML library's code of an error. */
const allowedByCode: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'an alias (*name) of an anchor (&name) above it; a text that begins with * or & in quotes',
  BAD_INDENT: 'keys of one map, and items of one list, at the same column',
  BAD_SCALAR_START: 'a text that begins with @, ` or another sign of YAML in quotes',
  BAD_DQ_ESCAPE: "JSON's escapes in double quotes; single quotes take \\ as it is",
  BLOCK_IN_FLOW: 'inside { } or [ ] only { } and [ ]',
  MISSING_CHAR: 'every quote, bracket and comma in its place, and a space after each colon',
  MULTIPLE_DOCS: 'one document, without a line "---" in the middle',
  MULTILINE_IMPLICIT_KEY: 'a key and its colon in one line',
  TAB_AS_INDENT: 'spaces',
  TAG_RESOLVE_FAILED: 'a plain value without !tag; a text that begins with ! in quotes',
}

const allowedElse = 'YAML; a text with special signs in quotes'

/** The library's message without quotations from the file, which may contain a token. */
export function yamlIssue(error: YAMLParseError | YAMLWarning, at: Spot): PlacedIssue {
  const [sentence = ''] = unmaskReferences(error.message).split(/(?<=\w): |; | \\/)
  return {
    ...at,
    found: `broken YAML, ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`,
    allowed: allowedByCode[error.code] ?? allowedElse,
  }
}
