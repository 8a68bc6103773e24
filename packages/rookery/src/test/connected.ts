import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BotProcess } from '../bot/bot-process.js'
import { BotFailure } from './bot-failure.js'
import type { BotDoors } from './doors.js'
import type { TestPlan } from './options.js'

const LOOK_MS = 25
/** Milliseconds for a bot to ask who it is; many ignore events before that. */
const SETTLE_MS = 100

/** Waits until the bot receives the events of every account. @throws BotFailure if it ends or never connects */
export async function untilConnected(
  doors: BotDoors,
  bot: BotProcess | undefined,
  plan: TestPlan,
  signal: AbortSignal,
): Promise<void> {
  const deadlineMs = performance.now() + plan.startTimeoutMs
  while (!signal.aborted && !(await isConnected(doors, plan))) {
    if (bot?.end !== undefined) throw new BotFailure(`the bot ${bot.end} before it connected${printed(bot)}`)
    if (performance.now() > deadlineMs) throw new BotFailure(`${neverCame(doors, plan)}${printed(bot)}`)
    await sleep(LOOK_MS)
  }
  await sleep(SETTLE_MS)
}

async function isConnected({ links }: BotDoors, { post }: TestPlan): Promise<boolean> {
  return post === undefined ? links.every(({ connected }) => connected > 0) : listens(new URL(post))
}

/** Whether a server listens at an address; posted events need no lasting connection. */
function listens({ hostname, port, protocol }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const usual = protocol === 'https:' ? 443 : 80
    const socket = connect({ host: hostname, port: port === '' ? usual : Number(port) })
    socket.once('connect', () => resolve(socket.destroy() !== undefined))
    socket.once('error', () => resolve(false))
  })
}

function neverCame({ words }: BotDoors, { startTimeoutMs, reverse, post }: TestPlan): string {
  const where =
    reverse !== undefined
      ? `nobody answers at ${reverse}`
      : post !== undefined
        ? `nobody listens at ${post}`
        : `it has to connect to ${words.url} with its token, as ONEBOT_URL and ONEBOT_TOKEN tell it`
  return `the bot did not connect within ${startTimeoutMs} ms: ${where}`
}

/** The end of the bot's output, for an error message. */
export function printed(bot: BotProcess | undefined): string {
  if (!bot) return ''
  const { lastLines } = bot
  return lastLines === '' ? '; it printed nothing' : `; it printed last:\n${lastLines.replace(/^/gm, '  | ')}`
}
