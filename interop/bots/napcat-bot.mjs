/**
 * A small node-napcat-ts program. Settings come from the environment: HUB_URL, ACCESS_TOKEN, BOT_NAME, COMMAND,
 * RECORD_FILE.
 */
import { openSync, writeSync } from 'node:fs'
import { NCWebsocket, Structs } from 'node-napcat-ts'

const { HUB_URL, ACCESS_TOKEN, BOT_NAME, COMMAND, RECORD_FILE } = process.env
const recordFile = openSync(RECORD_FILE, 'a')

/** Unbuffered: once written the line is the kernel's, and a SIGKILL in the next instant does not lose it. */
function record(kind, fields) {
  writeSync(recordFile, `${JSON.stringify({ kind, ...fields })}\n`)
}

function describe(event) {
  return { type: `${event.post_type}.${event[`${event.post_type}_type`]}`, message_id: event.message_id }
}

/**
 * node-napcat-ts runs these handlers inside the callback of the WebSocket library, which reads the next frame only
 * afterwards: the line is written before the pong of a later ping can leave.
 */
function watchFrames(bot) {
  for (const postType of ['message', 'meta_event', 'notice', 'request']) {
    bot.on(postType, (event) => record('frame', describe(event)))
  }
}

/** Records each call's echo and how long it waited; tells the parent of the echo while the call is on its way. */
function watchCalls(bot) {
  const since = new Map()
  bot.on('api.preSend', ({ echo, action }) => {
    since.set(echo, Date.now())
    process.send?.({ echo, action })
  })
  bot.on('api.response', ({ echo }) => record('call', { echo, since: since.get(echo), until: Date.now() }))
}

async function answer(bot, { raw_message, group_id, user_id }) {
  const word = raw_message.slice(COMMAND.length).trim()
  const member = await bot.get_group_member_info({ group_id, user_id })
  const text = `${BOT_NAME}|${word}|${member.nickname}`
  const sent = await bot.send_group_msg({ group_id, message: [Structs.text(text)] })
  record('answer', { text, message_id: sent.message_id })
}

const bot = new NCWebsocket({
  baseUrl: HUB_URL,
  accessToken: ACCESS_TOKEN,
  reconnection: { enable: true, attempts: 1000, delay: 100 },
})
watchFrames(bot)
watchCalls(bot)
bot.on('message.group', async (event) => {
  record('handled', { message_id: event.message_id, at: Date.now() })
  if (!event.raw_message.startsWith(`${COMMAND} `)) return
  await answer(bot, event).catch((error) => console.error('could not answer', event.raw_message, error))
})
bot.on('socket.close', ({ code, reason }) => console.log('connection closed', code, reason))
bot.on('socket.error', (error) => console.log('connection failed', error))
// The parent going away for whatever reason ends this process too.
process.on('disconnect', () => process.exit())
await bot.connect()
