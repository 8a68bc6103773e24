import type { PageAccountInfo, PageLink } from '@rookery/sandbox'

/** Settings to paste into a bot's config. */
export interface Snippet {
  readonly name: string
  /** The config file. */
  readonly file: string
  readonly text: string
}

/** Snippets for each kind of bot, by the account's links. */
export function snippetsFor({ self_id, urls }: PageAccountInfo): readonly Snippet[] {
  const of = (type: PageLink['type']) => urls.find((link) => link.type === type)
  const [ws, reverse, http] = [of('ws'), of('ws-reverse'), of('http')]
  if (ws) return forwardSnippets(self_id, ws)
  if (reverse) return reverseSnippets(self_id, reverse)
  return http ? httpSnippets(http) : []
}

const quoted = (text: string): string => JSON.stringify(text)

function forwardSnippets(self_id: number, { url, token }: PageLink): Snippet[] {
  const options = token ? `, { token: ${quoted(token)} }` : ''
  return [
    {
      name: 'Rookery',
      file: 'bot.ts',
      text: [
        `import { createBot } from '@rookery/bot'`,
        '',
        'const bot = createBot()',
        `bot.command('echo <text...>', ({ args }) => args.text)`,
        `await bot.connect(${quoted(url)}${options})`,
      ].join('\n'),
    },
    {
      name: 'NoneBot',
      file: '.env',
      text: [
        'DRIVER=~httpx+~websockets',
        `ONEBOT_WS_URLS=[${quoted(url)}]`,
        ...(token ? [`ONEBOT_ACCESS_TOKEN=${token}`] : []),
      ].join('\n'),
    },
    { name: 'Koishi', file: 'koishi.yml', text: koishi(self_id, 'ws', [`endpoint: ${url}`], token) },
    { name: 'Python', file: 'bot.py', text: pythonWs(url, token) },
  ]
}

function reverseSnippets(self_id: number, { url, token }: PageLink): Snippet[] {
  const { hostname, port, pathname } = new URL(url.replace(/^ws/, 'http'))
  return [
    {
      name: 'Rookery',
      file: 'bot.ts',
      text: [
        `import { createBot } from '@rookery/bot'`,
        '',
        `const bot = createBot(${token ? `{ token: ${quoted(token)} }` : ''})`,
        `bot.command('echo <text...>', ({ args }) => args.text)`,
        `await bot.listen({ host: ${quoted(hostname)}, port: ${port || 80} })`,
      ].join('\n'),
    },
    {
      name: 'NoneBot',
      file: '.env',
      text: [
        'DRIVER=~fastapi',
        `HOST=${hostname}`,
        `PORT=${port || 80}`,
        ...(token ? [`ONEBOT_ACCESS_TOKEN=${token}`] : []),
      ].join('\n'),
    },
    { name: 'Koishi', file: 'koishi.yml', text: koishi(self_id, 'ws-reverse', [`path: ${pathname}`], token) },
  ]
}

function httpSnippets({ url, token }: PageLink): Snippet[] {
  const header = token ? `, headers={"Authorization": ${quoted(`Bearer ${token}`)}}` : ''
  return [
    {
      name: 'Python',
      file: 'bot.py',
      text: [
        'import requests',
        '',
        `print(requests.post(${quoted(`${url}/get_login_info`)}${header}).json())`,
      ].join('\n'),
    },
  ]
}

function koishi(
  self_id: number,
  protocol: string,
  more: readonly string[],
  token: string | undefined,
): string {
  const settings = [
    `selfId: '${self_id}'`,
    `protocol: ${protocol}`,
    ...more,
    ...(token ? [`token: ${quoted(token)}`] : []),
  ]
  return ['plugins:', '  adapter-onebot:', ...settings.map((line) => `    ${line}`)].join('\n')
}

function pythonWs(url: string, token: string | undefined): string {
  const headers = token ? `{"Authorization": ${quoted(`Bearer ${token}`)}}` : '{}'
  return [
    'import asyncio, json',
    'import websockets  # pip install websockets',
    '',
    `URL = ${quoted(url)}`,
    `HEADERS = ${headers}`,
    '',
    'async def main():',
    '  async with websockets.connect(',
    '      URL, additional_headers=HEADERS) as ws:',
    '    async for text in ws:',
    '      event = json.loads(text)',
    '      if event.get("post_type") != "message":',
    '        continue',
    '      keys = ("message_type", "user_id", "group_id")',
    '      params = {k: event[k] for k in keys if k in event}',
    '      params["message"] = event["message"]',
    '      call = {"action": "send_msg", "params": params}',
    '      await ws.send(json.dumps(call))',
    '',
    'asyncio.run(main())',
  ].join('\n')
}
