import { createBot } from '@rookery/bot'
import { okReply } from '@rookery/protocol'
import { Downstream, memoryLinks } from '@rookery/transport'

const conversations = Number(process.argv[2])
const SELF = 10000

/** An implementation that answers at once and keeps nothing, in the same process as the bot. */
const [left, right] = memoryLinks()
const implementation = new Downstream(right, {
  call: async ({ action }) =>
    okReply(action === 'get_login_info' ? { user_id: SELF, nickname: '' } : { message_id: 1 }),
})

const bot = createBot()
bot.command('weather', async ({ ask }) => `${await ask('哪个城市？')}的天气是……`)
await bot.attach(left, { self_id: SELF })

say(0, '/weather')
say(0, '南京')
await quiet()
const before = usedBytes()
const startedMs = performance.now()
for (let user = 1; user <= conversations; user++) {
  say(user, '/weather')
  if (user % 1000 === 0) await quiet()
}
await quiet()
const opened = { ms: performance.now() - startedMs, bytes: usedBytes() - before }
for (let user = 1; user <= conversations; user++) {
  say(user, '南京')
  if (user % 1000 === 0) await quiet()
}
await quiet()
console.log(JSON.stringify({ ...opened, leftBytes: usedBytes() - before }))
await bot.close()
process.exit()

function say(user, text) {
  implementation.send(
    Buffer.from(
      JSON.stringify({
        time: 1,
        self_id: SELF,
        post_type: 'message',
        message_type: 'group',
        sub_type: 'normal',
        message_id: user,
        group_id: 30001 + (user % 1000),
        user_id: 20001 + user,
        message: [{ type: 'text', data: { text } }],
        raw_message: text,
        font: 0,
        sender: { user_id: 20001 + user, nickname: `user ${user}`, card: '', role: 'member' },
      }),
    ),
  )
}

async function quiet() {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** After everything that can be freed was. */
function usedBytes() {
  for (let time = 0; time < 4; time++) globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
