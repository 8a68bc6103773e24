import { SPACE } from '../message/blanks.js'
import { narrow } from './numbers.js'

/** Hyphens and minus signs, which count as dashes in pairs: `--`, `－－`. */
const SHORT = '\\-\\u2010\\u2011\\u2212\\ufe63\\uff0d'
/** Dashes typed by keyboards that merge two hyphens: `—`, `——`, `–`. */
const LONG = '\\u2012-\\u2015\\u2e3a\\u2e3b\\ufe58'

const DASHES = `(?:[${SHORT}]*[${LONG}][${SHORT}${LONG}]*|[${SHORT}]{2,})`
/** Signs between an option and its value, for a character class. */
export const EQUALS = '=\\uff1d\\ufe66'
/** Dashes and a name, as a part of a pattern. */
export const OPTION_NAME = `${DASHES}[^${SPACE}${EQUALS}${SHORT}${LONG}][^${SPACE}${EQUALS}]*`

const OPTION = new RegExp(`^(${DASHES})([^${SPACE}${EQUALS}]*)(?:[${EQUALS}](.*))?$`, 's')
const HYPHENS = new RegExp(`^[${SHORT}]{2,}$`)

/** A word that may be an option: it begins with dashes. */
export interface DashedWord {
  readonly name: string
  /** Text after its equals sign. */
  readonly value: string | undefined
  /** Whether it begins with hyphens, as only options do; a long dash is also ordinary Chinese punctuation. */
  readonly isHyphened: boolean
}

/** Reads a word as an option; undefined if it does not begin with dashes. */
export function dashedWord(text: string): DashedWord | undefined {
  const found = OPTION.exec(text)
  if (!found) return undefined
  const [, dashes = '', name = '', value] = found
  return { name: narrow(name), value, isHyphened: HYPHENS.test(dashes) }
}
