/** The weather bot on Koishi. It reads where to connect from ONEBOT_URL and ONEBOT_TOKEN. */
import { createRequire } from 'node:module'

// What Koishi publishes as ES modules does not load in Node: its loader extends something that is no class there.
const require = createRequire(import.meta.url)
const { Context, h } = require('koishi')
const { default: Http } = require('@koishijs/plugin-http')
const { default: OneBot } = require('koishi-plugin-adapter-onebot')

const { ONEBOT_TOKEN: token, ONEBOT_URL: endpoint } = process.env
const app = new Context({ prefix: ['/'] })
app.plugin(Http)
app.plugin(OneBot, { selfId: '10000', protocol: 'ws', endpoint, token })

app.command('天气 [city:text]').action(async ({ session }, given) => {
  if (!given) await session.send('你想查询哪个城市的天气呢？')
  // What a command takes is text; what is prompted for is markup.
  const city = given ? [h.text(given)] : h.parse(await session.prompt())
  await session.send([...city, h.text('的天气是……')])
})
app.command('禁言 <user:user>').action(async ({ session }, user) => {
  await session.onebot.setGroupBan(session.guildId, user.replace('onebot:', ''), 1)
})
app.on('guild-member-added', (session) => void session.send([h.at(session.userId), h.text(' 欢迎')]))
await app.start()
