import { createRequire as requireFrom } from 'node:module'
import { dirname, extname, join } from 'node:path'

/** The module that tells how the bot is doing: beside this one, or in the same bundle. */
const REPORT_CRASH = new URL(`./report-crash${extname(import.meta.url)}`, import.meta.url)

/** The command line that runs a file, TypeScript or JavaScript, again whenever something that it imports has changed. */
export function watched(file: string): readonly [string, ...string[]] {
  const tsx = join(dirname(requireFrom(import.meta.url).resolve('tsx/package.json')), 'dist/cli.mjs')
  const flags = ['watch', '--clear-screen=false', '--import', REPORT_CRASH.href]
  return [process.execPath, tsx, ...flags, file]
}
