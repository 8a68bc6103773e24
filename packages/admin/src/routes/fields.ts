import { AdminRefusal } from '../answer/admin-refusal.js'
import type { Asked } from './route.js'

const bad = (name: string, allowed: string, found: unknown): AdminRefusal =>
  new AdminRefusal(400, 'bad_request', `"${name}" must be ${allowed}, found ${shown(found)}`)

const MOST_SHOWN = 80

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value))
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text
}

/** A text in the body. @throws AdminRefusal */
export function textIn({ body }: Asked, name: string, allowed = 'a text'): string {
  const value = body[name]
  if (typeof value === 'string' && value !== '') return value
  throw bad(name, allowed, value)
}

/** A text in the body that may be absent. @throws AdminRefusal */
export const optionalText = (asked: Asked, name: string, allowed?: string): string | undefined =>
  asked.body[name] === undefined ? undefined : textIn(asked, name, allowed)

/** A number in the body. @throws AdminRefusal */
export function numberIn({ body }: Asked, name: string, allowed: string): number {
  const value = body[name]
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
  throw bad(name, allowed, value)
}

/** An account number in the query or in a text. @throws AdminRefusal */
export function accountOf(text: string | undefined | null): string | undefined {
  if (text === undefined || text === null || text === '') return undefined
  if (/^[1-9]\d{0,19}$/.test(text)) return text
  throw bad('account', 'an account number', text)
}

/** A whole number in the query, within limits. @throws AdminRefusal */
export function limitIn({ query }: Asked, most: number, usual: number): number {
  const text = query.get('limit')
  if (text === null || text === '') return usual
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (limit >= 1 && limit <= most) return limit
  throw bad('limit', `a whole number from 1 to ${most}`, text)
}
