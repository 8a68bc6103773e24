import type { ChatList } from '../options.js'

/** Decides which groups, or which private chats, a client sees and acts on. */
export interface ChatRule {
  allows(id: string): boolean
  /** Whether it leaves chats free that have no such id: channels of guilds. */
  readonly isOpen: boolean
  /** Identity of its verdicts. */
  readonly key: string
}

/** Stands for an id that is written in another way than in digits: readers differ in what it means. */
export const ODD_ID = '?'

/** Longest list that is written out in a refusal. */
const MOST_SHOWN = 5

/** Makes the rule of a list; undefined if there is none, and all is allowed. */
export function chatRule(list: ChatList | undefined): ChatRule | undefined {
  if (list === undefined) return undefined
  const denied = 'deny' in list ? new Set(list.deny) : undefined
  const allowed = new Set('deny' in list ? [] : list)
  const key = `${denied ? '!' : ''}${[...(denied ?? allowed)].sort().join(',')}`
  return denied
    ? { isOpen: true, key, allows: (id) => id !== ODD_ID && !denied.has(id) }
    : { isOpen: false, key, allows: (id) => allowed.has(id) }
}

/** The list in words. */
export function shownList(list: ChatList): string {
  const [how, ids] = 'deny' in list ? ['all but ', list.deny] : ['', list]
  const more = ids.length > MOST_SHOWN ? `, and ${ids.length - MOST_SHOWN} more` : ''
  return `${how}${ids.slice(0, MOST_SHOWN).join(', ') || 'none'}${more}`
}

/**
 * Reads the id of a group or person: undefined where none is meant, as by 0 or an empty text; `ODD_ID` for what is not
 * written in plain digits.
 */
export function readId(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '' || value === 0 || value === '0') return undefined
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  return typeof text === 'string' && /^[1-9]\d{0,19}$/.test(text) ? text : ODD_ID
}
