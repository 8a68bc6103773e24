import { createRequire as requireFrom } from 'node:module'
import { dirname, extname, join } from 'node:path'

/** The module that reports the bot's status: beside this one, or in the same bundle. */
const REPORT_CRASH = new URL(`./report-crash${extname(import.meta.url)}`, import.meta.url)

/** Command line that runs a TypeScript or JavaScript file, and restarts it when one of its imports changes. */
export function watched(file: string): readonly [string, ...string[]] {
  const tsx = join(dirname(requireFrom(import.meta.url).resolve('tsx/package.json')), 'dist/cli.mjs')
  const flags = ['watch', '--clear-screen=false', '--import', REPORT_CRASH.href]
  return [process.execPath, tsx, ...flags, file]
}
