import { loadTables } from '@rookery/protocol'
import { NASTY } from './hub-state.js'
import { groupMessage, logLines } from './rows.js'

/** A refusal, as the hub answers it. */
export class Refused extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message = code) {
    super(message)
    this.status = status
    this.code = code
  }
}

const tables = await loadTables()

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: marks of secrets, as the hub writes them
export const CONFIG = [
  'listen:',
  '  host: 127.0.0.1',
  '  port: 7700',
  '  token: ${secret:1} # of everybody',
  'upstreams:',
  '  - name: napcat',
  '    type: ws',
  '    url: ws://127.0.0.1:3001',
  'clients:',
  '  - name: weather',
  '    token: ${secret:2}',
  '',
].join('\n')
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: marks of secrets

type Body = Readonly<Record<string, unknown>> | undefined

/** The answer to a request of a session. */
export function answerOf(path: string, body: Body, query: URLSearchParams): unknown {
  if (path === 'actions') return { actions: tables.actions }
  if (path.startsWith('events')) return eventsAnswer(path, query)
  if (path.startsWith('config')) return configAnswer(path, body)
  if (path === 'log') return { lines: logLines(300) }
  if (path === 'alerts') return { receivers: ['webhook https://hooks.example/…', 'command notify-send'] }
  if (path === 'alerts/test')
    return {
      results: [
        { to: 'webhook https://hooks.example/…' },
        { to: 'command notify-send', failure: 'exit code 1' },
      ],
    }
  if (path === 'filter') return filterAnswer(body)
  if (path === 'call') return callAnswer(body)
  if (path.startsWith('clients/')) return { connections: 1, events: 3_120 }
  throw new Refused(404, 'not_found', `no answer to ${path}`)
}

function eventsAnswer(path: string, query: URLSearchParams): unknown {
  if (path !== 'events') return { event: { ...groupMessage(1).event, raw_message: 'whole' } }
  if (query.get('until')) return { events: [] }
  return { events: Array.from({ length: 60 }, (_, at) => groupMessage(at, Date.now() - (60 - at) * 40_000)) }
}

function configAnswer(path: string, body: Body): unknown {
  if (path === 'config/versions') return { versions: [{ id: 'v1', at: Date.now() - 86_400_000, bytes: 210 }] }
  if (path.startsWith('config/versions/')) return { text: CONFIG.replace('7700', '7701') }
  if (!body) return { text: CONFIG, base: 'b1', file: '/etc/rookery/rookery.yml' }
  const line = String(body.text)
    .split('\n')
    .findIndex((each) => each.includes('wrong'))
  if (line >= 0)
    return {
      base: 'b1',
      problems: [{ line: line + 1, column: 3, message: 'found "wrong"; allowed: host, port' }],
    }
  if (String(body.text).includes('process:'))
    throw new Refused(403, 'only_in_file', 'process: starts programs')
  return {
    base: body.check ? 'b1' : 'b2',
    problems: [],
    ...(body.check ? {} : { report: { changed: ['listen'] } }),
  }
}

function filterAnswer(body: Body): unknown {
  const events = Object(body?.events) as Readonly<Record<string, unknown>>
  if ('nonsense' in events)
    return {
      problems: [{ path: ['nonsense'], found: '{"eq2":1}', allowed: 'eq, in, prefix' }],
      tried: 0,
      passed: 0,
      rows: [],
    }
  const rows = Array.from({ length: 20 }, (_, at) => ({
    row: groupMessage(at),
    passes: at % 3 === 0,
    why: `raw_message is ${JSON.stringify(NASTY.markup)}`,
  }))
  return { problems: [], normal: 'post_type is "message"', tried: 1_000, passed: 334, rows }
}

function callAnswer(body: Body): unknown {
  if (body?.action === 'get_login_info')
    return { status: 'ok', retcode: 0, data: { user_id: 10001, nickname: NASTY.markup } }
  if (body?.action === 'get_status')
    return { status: 'ok', retcode: 0, data: { text: 'x'.repeat(5_000_000) } }
  return { status: 'failed', retcode: 1404, data: null, wording: 'no such action' }
}
