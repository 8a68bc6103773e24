/** A small NapLink program. Settings come from the environment: URL, TOKEN, BOT_NAME, COMMAND, RECORD_FILE. */
import { openSync, writeSync } from 'node:fs'
import { NapLink } from '@naplink/naplink'

const { URL: url, TOKEN: token, BOT_NAME, COMMAND, RECORD_FILE } = process.env
const recordFile = openSync(RECORD_FILE, 'a')

const client = new NapLink({ connection: { url, token }, reconnect: { maxAttempts: 1000 } })

function record(kind, fields) {
  writeSync(recordFile, `${JSON.stringify({ kind, ...fields })}\n`)
}

client.on('message.group', async ({ message_id: handled, raw_message, group_id, user_id }) => {
  record('handled', { message_id: handled, at: Date.now() })
  if (!raw_message.startsWith(`${COMMAND} `)) return
  const word = raw_message.slice(COMMAND.length).trim()
  const member = await client.getGroupMemberInfo(group_id, user_id)
  const text = `${BOT_NAME}|${word}|${member.nickname}`
  const { message_id } = await client.sendGroupMessage(group_id, [{ type: 'text', data: { text } }])
  record('answer', { text, message_id })
})
await client.connect()
