import { Application } from './application.mjs'

/** NoneBot 1 listens; the hub dials it (reverse WebSocket). */
export function noneBot({ python, port, token, ...rest }) {
  const env = {
    PORT: String(port),
    ACCESS_TOKEN: token,
    // NoneBot takes the `/` off by itself.
    COMMAND: rest.command.slice(1),
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUTF8: '1',
  }
  return new Application({ ...rest, launch: { command: python, args: ['nonebot_bot.py'], env } })
}

/** node-napcat-ts dials the hub (forward WebSocket) with the token in the query, as it always does. */
export function napcatBot({ hubUrl, token, ...rest }) {
  const env = { HUB_URL: hubUrl, ACCESS_TOKEN: token, COMMAND: rest.command }
  return new Application({
    ...rest,
    launch: { command: process.execPath, args: ['napcat-bot.mjs'], env, tellsEchoes: true },
  })
}
