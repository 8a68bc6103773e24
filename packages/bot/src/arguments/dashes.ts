import { SPACE } from '../message/blanks.js'
import { narrow } from './numbers.js'

/** Hyphens and minus signs, of which it takes two: `--`, `－－`. */
const SHORT = '\\-\\u2010\\u2011\\u2212\\ufe63\\uff0d'
/** Dashes of keyboards that make one of two hyphens: `—`, `——`, `–`. */
const LONG = '\\u2012-\\u2015\\u2e3a\\u2e3b\\ufe58'

const DASHES = `(?:[${SHORT}]*[${LONG}][${SHORT}${LONG}]*|[${SHORT}]{2,})`
/** Signs between an option and its value, as the inside of a character class. */
export const EQUALS = '=\\uff1d\\ufe66'
/** Dashes and a name, as a part of a pattern. */
export const OPTION_NAME = `${DASHES}[^${SPACE}${EQUALS}${SHORT}${LONG}][^${SPACE}${EQUALS}]*`

const OPTION = new RegExp(`^(${DASHES})([^${SPACE}${EQUALS}]*)(?:[${EQUALS}](.*))?$`, 's')
const HYPHENS = new RegExp(`^[${SHORT}]{2,}$`)

/** A word that could be an option: it begins with dashes. */
export interface DashedWord {
  readonly name: string
  /** The text behind its equals sign. */
  readonly value: string | undefined
  /** It begins with hyphens, as nothing but an option does; a long dash is ordinary Chinese punctuation, too. */
  readonly isHyphened: boolean
}

/** Reads a word as an option; undefined where no dashes begin it. */
export function dashedWord(text: string): DashedWord | undefined {
  const found = OPTION.exec(text)
  if (!found) return undefined
  const [, dashes = '', name = '', value] = found
  return { name: narrow(name), value, isHyphened: HYPHENS.test(dashes) }
}
