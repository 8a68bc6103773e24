import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { type AccountLinks, type LinkSpec, type Sandbox, startLinks } from '@rookery/sandbox'
import type { TestPlan } from './options.js'

const REDIAL_MS = 200

/** Endpoints for bots to reach the accounts of a sandbox, and the environment that names them. */
export interface BotDoors {
  readonly links: readonly AccountLinks[]
  /** `{url}`, `{port}` … in a command line. */
  readonly words: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** Opens the endpoints of the plan. @throws LinkError */
export async function openBotDoors(
  sandbox: Sandbox,
  bots: readonly number[],
  plan: TestPlan,
): Promise<BotDoors> {
  const links: AccountLinks[] = []
  const token = plan.token ?? (plan.reverse === undefined ? randomBytes(16).toString('hex') : '')
  const close = async (): Promise<void> => void (await Promise.all(links.map((each) => each.close())))
  try {
    for (const [index, self_id] of bots.entries()) {
      const port = index === 0 && plan.port !== 0 ? plan.port : await freePort()
      links.push(await startLinks(sandbox, self_id, specsOf(plan, port, token)))
    }
  } catch (error) {
    await close()
    throw error
  }
  return { links, ...toldTo(links, plan, token), close }
}

function specsOf({ reverse, post }: TestPlan, port: number, token: string): LinkSpec[] {
  const own = token === '' ? {} : { token }
  const forward: LinkSpec[] = [
    { type: 'ws', port, ...own },
    { type: 'http', port, ...own },
  ]
  if (reverse !== undefined) {
    return [...forward, { type: 'ws-reverse', url: reverse, reconnect_interval_ms: REDIAL_MS, ...own }]
  }
  return post === undefined ? forward : [...forward, { type: 'http-post', url: post, ...own }]
}

/** Environment variables with the endpoints: Rookery's names, plain names, and NoneBot's. */
function toldTo(links: readonly AccountLinks[], { reverse, post }: TestPlan, token: string) {
  const urls = links.flatMap(({ open }) => open.filter(({ kind }) => kind === 'ws').map(({ url }) => url))
  const [url = ''] = urls
  const http = url.replace(/^ws/, 'http')
  const { port } = new URL(url)
  const dialled = reverse ?? post
  const listening =
    dialled === undefined ? {} : { HOST: new URL(dialled).hostname, PORT: new URL(dialled).port }
  return {
    words: { url, http, port, token },
    env: {
      // Contains the token, for bots that read only the URL.
      ROOKERY_URL: withToken(url, token),
      ROOKERY_TOKEN: token,
      ONEBOT_URL: url,
      ONEBOT_URLS: urls.join(','),
      ONEBOT_HTTP_URL: http,
      ONEBOT_TOKEN: token,
      ONEBOT_ACCESS_TOKEN: token,
      ...(dialled === undefined ? { ONEBOT_WS_URLS: JSON.stringify(urls) } : listening),
    },
  }
}

function withToken(url: string, token: string): string {
  const whole = new URL(url)
  if (token !== '') whole.searchParams.set('access_token', token)
  return whole.href
}

/** A free port, so that the WebSocket and the HTTP API of an account can share it. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
