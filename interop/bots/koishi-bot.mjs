/**
 * A small Koishi program. Settings come from the environment: ADAPTER (which package is its OneBot adapter), ONEBOT (one config
 * of it for each account, as JSON), PORT, BOT_NAME, COMMAND, RECORD_FILE.
 */
import { openSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'

// What Koishi publishes as ES modules does not load in Node: its loader extends something that is no class there.
const require = createRequire(import.meta.url)
const { Context, h, Universal } = require('koishi')
const { default: Http } = require('@koishijs/plugin-http')
const { default: Server } = require('@koishijs/plugin-server')
const { ADAPTER, BOT_NAME, COMMAND, ONEBOT, PORT, RECORD_FILE } = process.env
const { default: OneBot } = require(ADAPTER)
const recordFile = openSync(RECORD_FILE, 'a')

function record(kind, fields) {
  writeSync(recordFile, `${JSON.stringify({ kind, ...fields })}\n`)
}

const app = new Context({ prefix: ['/'] })
app.plugin(Http)
app.plugin(Server, { host: '127.0.0.1', port: Number(PORT) })
for (const config of JSON.parse(ONEBOT)) app.plugin(OneBot, config)

app.on('bot-status-updated', ({ selfId, status }) => {
  if (status === Universal.Status.ONLINE) record('ready', { self_id: Number(selfId) })
})
app.on('message', ({ onebot: { message, message_id, self_id } }) => {
  record('handled', { message_id, at: Date.now() })
  record('message', { self_id, message_id, format: typeof message === 'string' ? 'string' : 'array' })
})
app.command(`${COMMAND.slice(1)} <word:text>`).action(async ({ session }, word) => {
  const { nickname } = await session.onebot.getGroupMemberInfo(session.guildId, session.userId)
  const text = `${BOT_NAME}|${word}|${nickname}`
  const [message_id] = await session.send(h.text(text))
  record('answer', { text, message_id: Number(message_id) })
})
await app.start()
