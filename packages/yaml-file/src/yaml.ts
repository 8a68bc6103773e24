import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** The YAML library, loaded when the first file is read or written: most processes do neither, and need not wait. */
export const yaml = (): typeof import('yaml') => require('yaml')
