import { type EventItem, filterJudge, filterTester, readFilter } from '@rookery/hub'
import { type Page, readTime, TIME_RULE } from '@rookery/hub/history'
import { AdminRefusal } from '../answer/admin-refusal.js'
import type { EventAnswer, EventsAnswer, FilterAnswer } from '../api.js'
import { masked } from '../rows/mask.js'
import { maskedEvent } from '../rows/masked-event.js'
import { eventRow, maskedRow, pastRow } from '../rows/row-of.js'
import { objectIn } from '../rows/shorten.js'
import type { EventRow } from '../wire.js'
import { accountOf, limitIn } from './fields.js'
import type { Asked, Route, RouteContext } from './route.js'

const MOST_EVENTS = 1_000
const USUAL_EVENTS = 100
/** Events that are looked at for one answer, in bytes: all else waits meanwhile. */
const MOST_BYTES = 8 * 1024 * 1024

const isViewer = ({ who }: Asked): boolean => who.by !== 'nobody' && who.realm !== 'admin'

/** Row as whoever asked may see it. */
const rowFor = (asked: Asked, row: EventRow): EventRow =>
  isViewer(asked) ? (maskedRow(row) as EventRow) : row

/** `GET /api/admin/events` */
export const events: Route = {
  need: 'viewer',
  summary: 'Past events in the order in which they came; without since the newest ones of memory.',
  query: {
    account: 'events of this account alone',
    since: 'time, age such as 10m, or id behind which they begin',
    until: 'time before which they came',
    filter: 'filter as JSON, as under events: in rookery.yml',
    limit: `most events, 1 to ${MOST_EVENTS}; default ${USUAL_EVENTS}`,
  },
  async answer(asked, context) {
    const { query } = asked
    const account = accountOf(query.get('account'))
    const judge = judgeIn(asked)
    const limit = limitIn(asked, MOST_EVENTS, USUAL_EVENTS)
    const [since, until] = [query.get('since') || undefined, query.get('until') || undefined]
    if (since === undefined) {
      const items = newest(context, { account, judge, limit, before: timeOf(until, context) })
      const rows = items.reverse().map((item, index) => rowFor(asked, eventRow(item, index)))
      return { body: { events: rows } satisfies EventsAnswer }
    }
    const page = await read(context, { since, until, account, limit })
    const rows = page.events.filter((bytes) => judge(bytes)).map((bytes, index) => pastRow(bytes, index))
    const body: EventsAnswer = {
      events: rows.map((row) => rowFor(asked, row)),
      ...(page.hasMore && { next: page.next }),
    }
    return { body }
  },
}

/** A time in the query, in unix milliseconds. @throws AdminRefusal */
function timeOf(text: string | undefined, { clock }: RouteContext): number | undefined {
  if (text === undefined) return undefined
  const time = readTime(text, clock.now())
  if (time === undefined) throw new AdminRefusal(400, 'bad_request', `"until" must be ${TIME_RULE}`)
  return time
}

interface Newest {
  readonly account: string | undefined
  /** Unix milliseconds. Default: now. */
  readonly before?: number | undefined
  readonly judge: (event: Uint8Array) => boolean
  readonly limit: number
}

/** The newest events of memory that are selected, the newest first. Events of megabytes make it fewer. */
function newest(context: RouteContext, { account, judge, limit, before }: Newest): EventItem[] {
  const found: EventItem[] = []
  let bytes = 0
  for (const item of context.hub().history.newest(MOST_EVENTS, before)) {
    bytes += item.event.length
    if (found.length === limit || bytes > MOST_BYTES) break
    if ((account === undefined || item.account === account) && judge(item.event)) found.push(item)
  }
  return found
}

async function read(
  context: RouteContext,
  query: Parameters<ReturnType<RouteContext['hub']>['history']['page']>[0],
): Promise<Page> {
  const page = await readable(context.hub().history.page(query))
  if ('problem' in page) throw new AdminRefusal(400, 'bad_request', page.problem)
  return page
}

async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new AdminRefusal(503, 'not_available', `the history cannot be read: ${why}`)
  }
}

function judgeIn(asked: Asked): (event: Uint8Array) => boolean {
  const text = asked.query.get('filter')
  if (!text) return () => true
  const filter = parsed(text)
  const [issue] = readFilter(filter).issues ?? []
  if (issue)
    throw new AdminRefusal(400, 'bad_request', `filter: found ${issue.found}; allowed: ${issue.allowed}`)
  const judge = filterJudge(filter as Readonly<Record<string, unknown>>)
  return isViewer(asked) ? (event) => judge(maskedEvent(event)) : judge
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AdminRefusal(400, 'bad_request', 'filter must be JSON, such as {"post_type":"message"}')
  }
}

/** `GET /api/admin/events/:id` */
export const event: Route = {
  need: 'viewer',
  summary: 'One event, whole.',
  async answer(asked, context) {
    const id = asked.params.id ?? ''
    const bytes = await readable(context.hub().history.byId(id))
    if (!bytes) throw new AdminRefusal(404, 'not_found', 'this event is not kept, or never was')
    const value = objectIn(bytes)
    const shown = isViewer(asked) ? (masked(value) as typeof value) : value
    return { body: { event: shown } satisfies EventAnswer }
  },
}

const MOST_ROWS = 100

/** `POST /api/admin/filter` */
export const filter: Route = {
  need: 'viewer',
  summary: 'Tries a filter on the newest events.',
  body: {
    type: 'object',
    properties: { events: { type: 'object' }, account: { type: 'string' } },
    required: ['events'],
  },
  answer(asked, context) {
    const { events: source } = asked.body
    const account = accountOf(asked.body.account as string | undefined)
    const { issues } = readFilter(source)
    if (issues) return { body: { problems: issues, tried: 0, passed: 0, rows: [] } satisfies FilterAnswer }
    const test = filterTester(source as Readonly<Record<string, unknown>>)
    const items = newest(context, { account, judge: () => true, limit: MOST_EVENTS })
    const verdicts = items.map((item) => {
      const { passes = false, why } = test(isViewer(asked) ? maskedEvent(item.event) : item.event) ?? {}
      return { item, passes, why }
    })
    const rows = verdicts.slice(0, MOST_ROWS).map(({ item, passes, why }, index) => ({
      row: rowFor(asked, eventRow(item, index)),
      passes,
      ...(why !== undefined && { why }),
    }))
    const passed = verdicts.filter(({ passes }) => passes).length
    return { body: { problems: [], tried: items.length, passed, rows } satisfies FilterAnswer }
  },
}
