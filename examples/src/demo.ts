import { defaultOptions, type Hub, silentLog, startHub } from '@rookery/hub'
import { OneBotError } from '@rookery/protocol'
import { type Application, application, type Event } from './application.js'
import { SELF_ID, simulatedAccount } from './simulated-account.js'
import { wordsFor } from './words.js'

/** The whole story in one process: a hub, a simulated account, and two applications that share it. */

const PATH = '/upstream/simulated'
const SAYINGS = ['天气 南京', '早上好', '天气 成都', '掷骰子', '晚安']
const SAY_EVERY_MS = 3_000
const GREET_EVERY_MS = 7_000

const words = wordsFor(process.env)
const say = (text: string): void => console.log(`${new Date().toLocaleTimeString('en-GB')}  ${text}`)

async function main(): Promise<void> {
  const hub = await startHub(
    { ...defaultOptions, upstreams: [{ name: 'simulated', type: 'ws-reverse', path: PATH }] },
    { log: { ...silentLog, warn: (_fields, text) => say(text) } },
  )
  introduce(hub)
  const account = simulatedAccount(`${hub.url}${PATH}`, (text) => say(words.sent(text)))
  const weather = application(hub.url, 'weather-app', { connected, event: answerWeather })
  const greeter = application(hub.url, 'greeter-app', { connected, event: answerGreetings })

  let said = 0
  const saying = setInterval(() => {
    const text = SAYINGS[said++ % SAYINGS.length] ?? ''
    say(words.alice(text))
    account.hear(text)
  }, SAY_EVERY_MS)
  const greeting = setInterval(() => greet(greeter), GREET_EVERY_MS)

  await new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  clearInterval(saying)
  clearInterval(greeting)
  console.log(`\n${words.stopping}`)
  await hub.close()
  await Promise.all([account.close(), weather.close(), greeter.close()])
}

function introduce(hub: Hub): void {
  console.log(`
${words.title}

  ${words.hub}      ${hub.url}/   ${words.hubNote}
  ${words.account}  ${SELF_ID}   ${words.accountNote}
  ${words.applications}     weather-app, greeter-app

${words.try}
  python -m websockets ${hub.url}/

${words.stop}
`)
}

function connected(app: Application): void {
  say(words.joined(app.name))
}

/** Answers messages that ask for the weather. */
async function answerWeather(app: Application, event: Event): Promise<void> {
  if (answerBroadcast(app, event)) return
  const [, city] = /^天气 (\S+)$/.exec(String(event.raw_message ?? '')) ?? []
  if (city) await answer(app, event, `${city}：晴，25 °C`)
}

/** Answers messages that greet. */
async function answerGreetings(app: Application, event: Event): Promise<void> {
  if (answerBroadcast(app, event)) return
  const text = String(event.raw_message ?? '')
  if (/^(?:早上好|晚安)$/.test(text)) await answer(app, event, `${text}，Alice！`)
}

async function answer(app: Application, event: Event, message: string): Promise<void> {
  say(words.received(app.name, String(event.raw_message)))
  const data = await app.call('send_group_msg', { group_id: event.group_id, message })
  say(words.answers(app.name, (data as { message_id?: number } | null)?.message_id))
}

function greet(app: Application): void {
  say(words.greets(app.name))
  void app.call('send_broadcast_data', { data: 'hello' })
}

/** Answers what another application has broadcast; false for every other event. */
function answerBroadcast(app: Application, event: Event): boolean {
  if (event.post_type !== 'distributed') return false
  const { client, uuid, data } = event as { client?: { client_name?: string }; uuid?: string; data?: string }
  const from = client?.client_name ?? '?'
  if (event.distributed_type === 'broadcast_callback') say(words.thanked(app.name, from, String(data)))
  else {
    say(words.greeted(app.name, from, String(data)))
    void app.call('send_broadcast_data_callback', { client, uuid, data: `hello, ${from}` })
  }
  return true
}

main().catch((error: unknown) => {
  const inUse = error instanceof OneBotError && error.code === 'EADDRINUSE'
  const { host, port } = defaultOptions.listen
  console.error(inUse ? words.inUse(`${host}:${port}`) : error)
  process.exitCode = 1
})
