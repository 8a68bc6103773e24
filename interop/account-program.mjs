/**
 * A simulated account as a program of its own, which sends group messages at a steady pace as long as somebody is connected, and
 * goes on with the numbers of its log when it is started again. Settings come from the environment: PORT, TOKEN, SELF_ID,
 * GROUP_ID, PER_SECOND, LOG_FILE; its parent may name another pace later.
 */
import { openSync, writeSync } from 'node:fs'
import { Records } from './records.mjs'
import { SimulatedAccount } from './simulated-account.mjs'

const { PORT, TOKEN, SELF_ID, GROUP_ID, PER_SECOND, LOG_FILE } = process.env
const last = new Records(LOG_FILE).all('sent').at(-1)?.message_id
const account = new SimulatedAccount({
  selfId: Number(SELF_ID),
  token: TOKEN,
  port: Number(PORT),
  ...(last !== undefined && { nextMessageId: last + 1 }),
})
const log = openSync(LOG_FILE, 'a')

let stop = account.flow(Number(PER_SECOND), send)
process.on('message', ({ perSecond }) => {
  stop()
  stop = account.flow(perSecond, send)
})
// The parent going away for whatever reason ends this process too.
process.on('disconnect', () => process.exit())

function send(n) {
  if (!account.isHeard) return
  const message_id = account.nextMessageId
  // Before it is sent: a number must not be used again after a kill in between.
  writeSync(log, `${JSON.stringify({ kind: 'sent', message_id, at: Date.now() })}\n`)
  const userId = 10_000 + (n % 50)
  account.emitGroupMessage({ groupId: Number(GROUP_ID), userId, text: `message ${message_id}` })
}
