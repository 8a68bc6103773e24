// The banner of an ESM bundle takes the usual names.
import { createRequire as requireFrom } from 'node:module'

/** The YAML library, loaded on first use: most processes never read a file. */
export const yaml = (): typeof import('yaml') => requireFrom(import.meta.url)('yaml')
