import { writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { type BotReport, reportMark } from './bot-report.js'
import { crashOf } from './crash-of.js'

/*
 * Loaded before a bot under `rookery dev`: tells on the standard error how the bot is doing. Whatever else the bot starts
 * loads it as well, and is left alone.
 */

const STDERR = 2
/** A process that ended by a signal: it is being started again, or stopped. */
const FIRST_SIGNAL_CODE = 129

/** How long a crashed bot stays, so that the watcher learns which files it has read. */
const LINGER_MS = 100

const isBot = isMainThread && resolve(process.argv[1] ?? '') === process.env.ROOKERY_BOT_FILE

const tell = (report: BotReport): void => void writeSync(STDERR, reportMark(report))

if (isBot) {
  tell({ is: 'started' })
  let ending = (code: number): BotReport => ({ is: 'ended', code })
  process.on('exit', (code) => {
    if (code < FIRST_SIGNAL_CODE) tell(ending(code))
  })
  process.on('uncaughtExceptionMonitor', (error) => {
    // A bot that takes such errors itself goes on.
    if (process.listenerCount('uncaughtException') > 0) return
    const crash = crashOf(error, process.cwd(), process.argv[1] ?? '')
    ending = () => ({ is: 'crashed', ...crash })
    // Node would print all of the loader's stack, and end at once.
    process.once('uncaughtException', () => void setTimeout(() => process.exit(1), LINGER_MS))
  })
}
