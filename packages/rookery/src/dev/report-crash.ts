import { writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { type BotReport, reportMark } from './bot-report.js'
import { crashOf } from './crash-of.js'

/**
 * Preloaded into a bot under `rookery dev`: reports the bot's status on standard error. Child processes of the bot
 * load it too, but report nothing.
 */

const STDERR = 2
/** Exit codes from here on are signals: the process is being restarted or stopped. */
const FIRST_SIGNAL_CODE = 129

/** Milliseconds that a crashed bot stays alive, so that the watcher learns which files it has read. */
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
    // The bot handles uncaught errors itself.
    if (process.listenerCount('uncaughtException') > 0) return
    const crash = crashOf(error, process.cwd(), process.argv[1] ?? '')
    ending = () => ({ is: 'crashed', ...crash })
    // Prevents Node from printing the loader's whole stack and exiting at once.
    process.once('uncaughtException', () => void setTimeout(() => process.exit(1), LINGER_MS))
  })
}
