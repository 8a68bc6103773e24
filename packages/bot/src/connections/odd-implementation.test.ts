import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { silentLog } from '@rookery/transport'
import { expect, test } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { createBot } from '../create-bot.js'

const nested = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
/** Values that are no number and no text; converting one throws. */
const ODD = ['{"toString":1}', '{"valueOf":1,"toString":1}', nested, 'true', '[[]]', '{}', 'null']

/** An implementation that answers with given JSON texts, and one event of account 10001 after the first answers. */
async function implementation({ user_id = '10001', app_name = '"NapCat"' }) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  const sockets: WebSocket[] = []
  server.on('connection', (socket) => {
    sockets.push(socket)
    socket.on('message', (text) => {
      const { echo } = JSON.parse(String(text)) as { readonly echo: string }
      const data = `{"user_id":${user_id},"app_name":${app_name}}`
      socket.send(`{"status":"ok","retcode":0,"data":${data},"echo":${JSON.stringify(echo)}}`)
    })
  })
  await once(server, 'listening')
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    say: (text: string) => sockets.at(-1)?.send(text),
    connected: () => expect.poll(() => sockets.length).toBeGreaterThan(0),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

const message = `{"time":1,"self_id":10001,"post_type":"message","message_type":"private","sub_type":"friend","message_id":1,"user_id":2,"message":"hi","raw_message":"hi","font":0,"sender":{}}`

const oddAnswers = ODD.flatMap((text) => [
  { name: `user_id ${text.slice(0, 20)}`, answers: { user_id: text } },
  { name: `app_name ${text.slice(0, 20)}`, answers: { app_name: text } },
])

test.each(oddAnswers)('an answer with $name harms nobody: messages arrive', async ({ answers }) => {
  const theirs = await implementation(answers)
  const bot = createBot({ log: silentLog })
  const heard: number[] = []
  bot.on('message', ({ event }) => void heard.push(event.message_id as number))
  const connecting = bot.connect(theirs.url)
  connecting.catch(() => {})
  await theirs.connected()
  await expect
    .poll(() => {
      theirs.say(message)
      return heard.length
    })
    .toBeGreaterThan(0)
  await bot.close()
  await theirs.close()
})

test.each([...ODD, '-1', '0', '1e400', '"5000"'])(
  'a heartbeat with the interval %.20s teaches nothing',
  async (interval) => {
    const theirs = await implementation({})
    const bot = createBot({ log: silentLog })
    const heard: number[] = []
    bot.on('message', ({ event }) => void heard.push(event.message_id as number))
    await bot.connect(theirs.url)
    theirs.say(
      `{"time":1,"self_id":10001,"post_type":"meta_event","meta_event_type":"heartbeat","status":{"online":true},"interval":${interval}}`,
    )
    theirs.say(message)
    await expect.poll(() => heard).toEqual([1])
    await bot.close()
    await theirs.close()
  },
)
