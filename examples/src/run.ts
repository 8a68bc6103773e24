import { realpathSync } from 'node:fs'
import type { Bot } from '@rookery/bot'

/**
 * Connects the bot of a file, if that file is the program that was started. A test imports the same file, makes the bot
 * itself, and nothing is connected.
 */
export async function run({ filename }: ImportMeta, makeBot: () => Bot | Promise<Bot>): Promise<void> {
  const [, program] = process.argv
  if (program === undefined || realpathSync.native(program) !== realpathSync.native(filename)) return
  const bot = await makeBot()
  await bot.connect(process.env.ROOKERY_URL ?? 'ws://127.0.0.1:7700')
}
