import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { medians } from '../figures.mjs'
import { megabytes, printTable, verdict, whole } from '../report.mjs'

const CONVERSATIONS = 100_000
const TARGET_BYTES = 200 * 1024 * 1024

/** What a bot takes of memory while it waits for the answers of many users, and what is left of that afterwards. */
export async function conversations({ runs }) {
  const { bytes, leftBytes, ms } = medians(Array.from({ length: runs }, measure))
  const rows = [
    ['open', megabytes(bytes), `< ${megabytes(TARGET_BYTES)}`, verdict(bytes < TARGET_BYTES)],
    ['one', `${whole(bytes / CONVERSATIONS)} bytes`, '', ''],
    ['opened', `${whole((CONVERSATIONS * 1000) / ms)} a second`, '', ''],
    ['left when all have answered', megabytes(leftBytes), '', ''],
  ]
  printTable(
    `conversations: ${whole(CONVERSATIONS)} that wait for an answer`,
    ['what', 'figure', 'target', ''],
    rows,
  )
  return rows
}

/** In a process of its own. */
function measure() {
  const bot = fileURLToPath(new URL('../conversations/bot.mjs', import.meta.url))
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', bot, String(CONVERSATIONS)],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stdout + stderr)
  return JSON.parse(stdout)
}
