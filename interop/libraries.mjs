import { node, python } from './program.mjs'

/**
 * The programs on the libraries that people use, by name. Each is made for its `seat` (where it sits: a port to listen on, a
 * command, a token …) and for the `hub` in front of it, or what stands in for the hub. It tells what has to stand under
 * `clients:` for it, and how many `accounts` it can serve.
 */
export const libraries = {
  'aiocqhttp-http': aiocqhttpOverHttp,
  'aiocqhttp-split': aiocqhttpSplit,
  'nonebot2-forward': noneBot2Forward,
  'nonebot2-reverse': noneBot2Reverse,
  'nonebot2-http': noneBot2OverHttp,
  'koishi-forward': koishiForward,
  'koishi-reverse': koishiReverse,
  'koishi-http': koishiOverHttp,
  'tutorial-flask': tutorialFlask,
  'tutorial-websockets': tutorialWebSockets,
}

/** Events come by HTTP POST, signed; some are answered by what the handler returns; the API is called over HTTP. */
function aiocqhttpOverHttp(seat, hub) {
  const env = { ACCESS_TOKEN: seat.token, SECRET: seat.secret, API_ROOT: hub.http(seat.selfIds[0]) }
  return {
    application: python('classic', 'aiocqhttp_bot.py', seat, env),
    clients: [posted(seat, '/')],
    readiness: 'listening',
    // It knows one API root, which only a hub makes several accounts of.
    accounts: hub.isShared ? 2 : 1,
  }
}

/** One connection for the API and one for events. */
function aiocqhttpSplit(seat) {
  const [api_url, event_url] = ['/ws/api', '/ws/event'].map((path) => listening(seat, 'ws', path))
  return {
    application: python('classic', 'aiocqhttp_bot.py', seat, { ACCESS_TOKEN: seat.token }),
    clients: [{ name: seat.name, type: 'ws-reverse', api_url, event_url, token: seat.token }],
  }
}

function noneBot2Forward(seat, hub) {
  return {
    application: noneBot2(seat, { onebot_ws_urls: seat.selfIds.map((selfId) => hub.webSocket(selfId)) }),
    clients: [{ name: seat.name, token: seat.token }],
  }
}

function noneBot2Reverse(seat) {
  return {
    application: noneBot2(seat, {}),
    clients: [dialled(seat, '/onebot/v11/ws')],
  }
}

function noneBot2OverHttp(seat, hub) {
  const roots = seat.selfIds.map((selfId) => [selfId, hub.http(selfId)])
  return {
    application: noneBot2(seat, { onebot_secret: seat.secret, onebot_api_roots: Object.fromEntries(roots) }),
    clients: [posted(seat, '/onebot/v11/http')],
    readiness: 'listening',
  }
}

/** Once its connection was lost, its adapter takes the account for offline and does not try again. */
function koishiForward(seat, hub) {
  const retries = { retryTimes: 1000, retryInterval: 500 }
  const connection = (selfId) => ({
    protocol: 'ws',
    endpoint: hub.webSocket(selfId),
    token: seat.token,
    ...retries,
  })
  return {
    application: koishi(seat, connection),
    clients: [{ name: seat.name, token: seat.token }],
    comesBack: false,
  }
}

function koishiReverse(seat) {
  return {
    application: koishi(seat, () => ({ protocol: 'ws-reverse', path: '/onebot' })),
    clients: [dialled(seat, '/onebot')],
  }
}

/**
 * It has a token for each account: so a call tells which account is meant. The current adapter reads the body of its own answer
 * for that of the request, so its HTTP has never worked; an older one is right.
 */
function koishiOverHttp(seat, hub) {
  const tokenOf = (selfId) => `${seat.token}-${selfId}`
  const connection = (selfId) => ({
    protocol: 'http',
    endpoint: hub.http(selfId),
    token: tokenOf(selfId),
    path: '/onebot',
    secret: seat.secret,
  })
  return {
    application: koishi(seat, connection, 'koishi-plugin-adapter-onebot-6.5'),
    clients: seat.selfIds.map((selfId) => ({
      ...posted(seat, '/onebot'),
      name: `${seat.name}-${selfId}`,
      token: tokenOf(selfId),
      accounts: [selfId],
    })),
    readiness: 'listening',
  }
}

function tutorialFlask(seat, hub) {
  const env = { TOKEN: seat.token, SECRET: seat.secret, API: hub.http(seat.selfIds[0]) }
  return {
    application: python('classic', 'tutorial_flask.py', seat, env),
    clients: [posted(seat, '/')],
    readiness: 'listening',
    accounts: hub.isShared ? 2 : 1,
  }
}

/** One connection, through a hub for all accounts. */
function tutorialWebSockets(seat, hub) {
  const url = new URL(hub.webSocket(hub.isShared ? 'all' : seat.selfIds[0]))
  url.searchParams.set('access_token', seat.token)
  return {
    application: python('classic', 'tutorial_websockets.py', seat, { URL: url.href }),
    clients: [{ name: seat.name, token: seat.token }],
    accounts: hub.isShared ? 2 : 1,
  }
}

function posted(seat, path) {
  const { name, secret, token } = seat
  return { name, type: 'http-post', url: listening(seat, 'http', path), secret, token }
}

function dialled(seat, path) {
  return { name: seat.name, type: 'ws-reverse', url: listening(seat, 'ws', path), token: seat.token }
}

function listening({ port }, scheme, path) {
  return `${scheme}://127.0.0.1:${port}${path}`
}

function noneBot2(seat, settings) {
  const own = {
    driver: '~fastapi+~httpx+~websockets',
    host: '127.0.0.1',
    port: seat.port,
    onebot_access_token: seat.token,
  }
  return python('nonebot2', 'nonebot2_bot.py', seat, { NONEBOT: JSON.stringify({ ...own, ...settings }) })
}

function koishi(seat, connection, adapter = 'koishi-plugin-adapter-onebot') {
  const configs = seat.selfIds.map((selfId) => ({ selfId: String(selfId), ...connection(selfId) }))
  const env = { ADAPTER: adapter, ONEBOT: JSON.stringify(configs) }
  return node('koishi-bot.mjs', seat, env)
}
