import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { fileURLToPath } from 'node:url'
import { listen } from '@rookery/transport'
import { WebSocketServer } from 'ws'
import type { Stage } from '../../packages/hub/src/hub.fixture.js'

const fixture = (name: string) =>
  readFileSync(
    fileURLToPath(new URL(`../../packages/transport/fixtures/localhost.${name}.pem`, import.meta.url)),
  )

const STATUSES = [301, 302, 307, 308, 401, 403, 404, 502, 503, 504, 508]
const CODES = [1008, 1009, 1012]
const TOO_LARGE = 64 * 1024 * 1024 + 1

async function portOf(stage: Stage, server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stage.undo(() => server.close())
  return (server.address() as AddressInfo).port
}

/** Answers with the status that is the path. */
const answering = (stage: Stage): Promise<number> =>
  portOf(
    stage,
    createServer((request, response) => {
      const Location = 'wss://bot.example.com/?access_token=secret'
      response.writeHead(Number(request.url?.slice(1)), { Location }).end()
    }),
  )

/** Takes a WebSocket and ends it in the way that is the path. */
async function ending(stage: Stage): Promise<string> {
  const listener = await listen(
    { host: '127.0.0.1', port: 0 },
    {
      upgrade: ({ url = '' }) => ({
        open(link) {
          if (url === '/break') link.breakOff('without a word')
          else if (url === '/large') link.send([Buffer.alloc(TOO_LARGE)])
          else void link.close(Number(url.slice(1)), '')
        },
      }),
      request: (_request, response) => response.end(),
    },
  )
  stage.undo(() => listener.close())
  return listener.url
}

/** Closes without a code; with a retcode as the path, it refuses the token by it before, as NapCat and LLBot do. */
async function codeless(stage: Stage): Promise<string> {
  const server = createServer()
  new WebSocketServer({ server }).on('connection', (ws, { url = '' }) => {
    const retcode = Number(url.slice(1))
    if (retcode) ws.send(JSON.stringify({ status: 'failed', retcode, data: null, wording: 'token验证失败' }))
    ws.close()
  })
  return `ws://127.0.0.1:${await portOf(stage, server)}`
}

/** Has a hub dial whatever may be wrong, and gives the reasons that its log has for it. */
export async function provokeReasons(stage: Stage): Promise<() => readonly string[]> {
  const answers = `127.0.0.1:${await answering(stage)}`
  const tls = `127.0.0.1:${await portOf(stage, createTlsServer({ cert: fixture('cert'), key: fixture('key') }))}`
  const ends = await ending(stage)
  const without = await codeless(stage)
  const urls = [
    ...STATUSES.map((status) => `ws://${answers}/${status}`),
    ...[...CODES, 'break', 'large'].map((how) => `${ends}/${how}`),
    ...['', 1401, 1403].map((retcode) => `${without}/${retcode}`),
    `wss://${answers}/`,
    `ws://${tls}/`,
    `wss://${tls}/`,
    'ws://127.0.0.1:1/',
    'ws://a..b/',
  ]
  await stage.start([], { upstreams: urls.map((url, n) => ({ name: `u${n}`, type: 'ws' as const, url })) })
  return () => stage.log.map(({ text }) => text.replace(/^upstream not connected: /, ''))
}
