// The banner of an ESM bundle takes the usual names.
import { createRequire as requireFrom } from 'node:module'

/** The YAML library, loaded when the first file is read or written: most processes do neither, and need not wait. */
export const yaml = (): typeof import('yaml') => requireFrom(import.meta.url)('yaml')
