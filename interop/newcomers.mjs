import { node, program, python } from './program.mjs'

/** The name by which the world knows the hub behind nginx. */
export const publicName = 'bot.example.com'

/**
 * Programs that dial the hub (forward WebSocket) with a token of their own, by name. Each is made for its `seat`, which also says
 * what the machine has to have for it: `goBot()` and `nginxUrl()`.
 */
export const newcomers = {
  'go-gorilla': (seat) => goProgram(seat, 'gorilla'),
  'go-x-net': (seat) => goProgram(seat, 'x-net'),
  'websocket-client': webSocketClient,
  alicebot: aliceBot,
  melobot: (seat) => python('newcomers', 'melobot_bot.py', seat, { URL: seat.url, TOKEN: seat.token }),
  ncatbot: ncatBot,
  naplink: (seat) => node('naplink-bot.mjs', seat, { URL: seat.url, TOKEN: seat.token }),
}

async function goProgram(seat, dialer) {
  return program(seat, [await seat.goBot()], { URL: seat.url, TOKEN: seat.token, DIALER: dialer })
}

/** Through nginx, under the public name of the hub. */
async function webSocketClient(seat) {
  const env = { URL: await seat.nginxUrl(), HOST: publicName, TOKEN: seat.token }
  return python('newcomers', 'websocket_client_bot.py', seat, env)
}

/** Forward only: in reverse it looks for the token in its own answer, and closes whatever comes. */
function aliceBot(seat) {
  const { hostname: host, port } = new URL(seat.url)
  const cqhttp = { adapter_type: 'ws', host, port: Number(port), access_token: seat.token }
  const config = { bot: { log: { level: 'INFO' } }, adapter: { cqhttp } }
  return python('newcomers', 'alicebot_bot.py', seat, { ALICEBOT: JSON.stringify(config) })
}

/** It writes its config, its log and a folder of plugins to where it runs. */
function ncatBot(seat) {
  const env = { URL: seat.url, TOKEN: seat.token, SELF_ID: String(seat.selfId) }
  return python('newcomers', 'ncatbot_bot.py', seat, env, { cwd: seat.home })
}
