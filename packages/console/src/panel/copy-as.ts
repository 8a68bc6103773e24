import type { PageInfo, WireEntry } from '@rookery/sandbox'

/** One thing on the wire as a line for a shell: a call to the account, or an event posted to a bot. */
export function asCurl(entry: WireEntry, info: PageInfo): string {
  const urls = info.accounts.find(({ self_id }) => self_id === entry.self_id)?.urls ?? []
  const header = "-H 'Content-Type: application/json'"
  const body = `-d ${shellQuoted(JSON.stringify(entry.body ?? {}))}`
  if (entry.kind === 'event') {
    const url = urls.find(({ type }) => type === 'http-post')?.url ?? 'http://127.0.0.1:8080/'
    return `curl -X POST ${shellQuoted(url)} ${header} -H 'X-Self-ID: ${entry.self_id}' ${body}`
  }
  const http = urls.find(({ type }) => type === 'http')
  const url = `${(http?.url ?? 'http://127.0.0.1:3000').replace(/\/$/, '')}/${entry.name}`
  const token = http?.token ? ` -H ${shellQuoted(`Authorization: Bearer ${http.token}`)}` : ''
  return `curl -X POST ${shellQuoted(url)} ${header}${token} ${body}`
}

/** For a POSIX shell: nothing inside of it means anything. */
const shellQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** One thing on the wire as a test: what led to it is played, and a call is expected. */
export function asTest(entry: WireEntry, transcript: string): string {
  const { chat, lines } = splitHeader(transcript)
  const isSaid = lines.some((line) => line !== '')
  const played = isSaid
    ? [
        `  await qq.play(${JSON.stringify(chat)}, \``,
        ...lines.map((line) => `    ${templateText(line)}`),
        '  `)',
      ]
    : []
  const expected =
    entry.kind === 'call' && !isSaid
      ? [`  await qq.expectCall(${JSON.stringify(entry.name)}, ${JSON.stringify(entry.body ?? {})})`]
      : []
  return [
    `import { sandbox } from '@rookery/sandbox/testing'`,
    `import { it } from 'vitest'`,
    `import { bot } from './bot.js'`,
    '',
    `it(${JSON.stringify(entry.name)}, async () => {`,
    `  await using qq = await sandbox({ bot: ${entry.self_id} })`,
    '  await qq.attach(bot)',
    ...played,
    ...expected,
    '})',
    '',
  ].join('\n')
}

/** The chat that a transcript names in its first line, and what follows. */
function splitHeader(transcript: string): { chat: string; lines: readonly string[] } {
  const [first = '', ...rest] = transcript.trimEnd().split('\n')
  const chat = /^\[(.+)\]$/.exec(first)?.[1]
  return chat === undefined ? { chat: '', lines: [first, ...rest] } : { chat, lines: rest }
}

const templateText = (line: string): string => line.replace(/[\\`]|\$\{/g, (found) => `\\${found}`)
