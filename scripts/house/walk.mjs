import { Session } from 'node:inspector'
import { createRequire, register } from 'node:module'
import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGES = new URL('../../packages/', import.meta.url)
const packagesDir = fileURLToPath(PACKAGES)

/** Takes our packages from `dist/`, file by file, instead of from their bundles. */
const FROM_DIST = `export const resolve = (specifier, context, next) =>
  next(specifier.replace(/^@rookery\\/([\\w-]+)$/, '${PACKAGES.href}$1/dist/index.js'), context)`

register(`data:text/javascript,${encodeURIComponent(FROM_DIST)}`)
const { createBot, silentLog } = await import('@rookery/bot')
const { WebSocketServer } = createRequire(new URL('../../packages/transport/', import.meta.url))('ws')

const SELF_ID = 10001

/**
 * Walks with one message from the socket to the handler of its command, and gives the files of `packages/` that it
 * enters, in the order of their names. The message before it has warmed up what is done once.
 */
export async function walkMessage() {
  const implementation = await openImplementation()
  const bot = createBot({ log: silentLog })
  const profiler = openProfiler()
  const entered = new Promise((resolve) => {
    bot.command('weather <city>', ({ args }) => {
      if (args.city === '南京') resolve(profiler.filesEntered())
      else setTimeout(() => implementation.say('/weather 南京'), QUIET_MS)
    })
  })
  try {
    await bot.connect(implementation.url)
    implementation.say('/weather 北京')
    // Whatever the first one leaves behind is done before the second one comes.
    setTimeout(() => profiler.filesEntered(), QUIET_MS / 2)
    return await entered
  } finally {
    profiler.close()
    await bot.close()
    implementation.close()
  }
}

const QUIET_MS = 200

/** V8's own count of the calls of each function. */
function openProfiler() {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  return {
    /** Gives the files in which a function was called since the last time. */
    filesEntered() {
      let scripts = []
      session.post('Profiler.takePreciseCoverage', (error, { result }) => {
        if (error) throw error
        scripts = result
      })
      return scripts
        .filter(isEntered)
        .map(({ url }) => sourceOf(url))
        .filter(Boolean)
        .sort()
    },
    close: () => session.disconnect(),
  }
}

/** A call of a function; that of the file as a whole is its import. */
const isEntered = ({ functions }) =>
  functions.some(({ functionName, ranges: [range] }) => range.count > 0 && functionName !== '')

/** The source of a built file of `packages/`: `bot/src/engine/engine.ts`. */
function sourceOf(url) {
  if (!url.startsWith('file:')) return undefined
  const path = relative(packagesDir, fileURLToPath(url)).split(sep).join('/')
  const [, name, file] = /^([\w-]+)\/dist\/(.+)\.js$/.exec(path) ?? []
  return name && `${name}/src/${file}.ts`
}

/** An implementation made of a bare socket, so that no code of its own is counted. */
async function openImplementation() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  const sockets = new Set()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('message', (data) => socket.send(JSON.stringify(replyTo(JSON.parse(data)))))
  })
  await new Promise((resolve) => server.once('listening', resolve))
  let message_id = 0
  return {
    url: `ws://127.0.0.1:${server.address().port}`,
    say(text) {
      message_id += 1
      for (const socket of sockets) socket.send(JSON.stringify(groupMessage(message_id, text)))
    },
    close() {
      for (const socket of sockets) socket.terminate()
      server.close()
    },
  }
}

const replyTo = ({ action, echo }) => ({
  status: 'ok',
  retcode: 0,
  data: action === 'get_login_info' ? { user_id: SELF_ID, nickname: 'bot' } : { message_id: 1 },
  echo,
})

const groupMessage = (message_id, text) => ({
  time: 1_700_000_000,
  self_id: SELF_ID,
  post_type: 'message',
  message_type: 'group',
  sub_type: 'normal',
  message_id,
  group_id: 30_001,
  user_id: 20_001,
  anonymous: null,
  message: [{ type: 'text', data: { text } }],
  raw_message: text,
  font: 0,
  sender: { user_id: 20_001, nickname: 'user', role: 'member' },
})
