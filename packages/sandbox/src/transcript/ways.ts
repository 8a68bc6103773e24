import type { DeedName } from '../deeds/deeds.js'
import { phrases, type Way } from './phrases.js'

/** Languages of phrases. Both are always read. */
export type TranscriptLanguage = 'en' | 'zh'

interface SpokenDeed {
  readonly in: string
  readonly ways: readonly Way[]
}

const table: Readonly<Record<string, SpokenDeed>> = phrases

/** Default values of args: a deed means the same with them and without them. */
const usual: Readonly<Record<string, unknown>> = {
  enable: true,
  approve: true,
  set: true,
  times: 1,
  event_type: 1,
  reject_add_request: false,
  filtered: false,
  comment: '',
  reason: '',
  remark: '',
}

/** The phrases of a deed; `undefined` if it has none. */
export const spokenDeed = (name: string): SpokenDeed | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

/** The words of a phrase, which a line is matched against. */
interface Pattern {
  readonly name: DeedName
  readonly way: number
  readonly words: readonly string[]
}

export const patterns: readonly Pattern[] = Object.entries(table).flatMap(([name, { ways }]) =>
  ways.flatMap(({ en, zh }, way) =>
    [en, zh].map((text) => ({ name: name as DeedName, way, words: text.split(' ') })),
  ),
)

/** The arg that a word of a phrase names: `user_id` of `{user_id}`. */
export const slotOf = (word: string): string | undefined => /^\{(\w+)\}$/.exec(word)?.[1]

/** The first phrase that expresses all args; `undefined` if none does. */
export function wayFor({ ways }: SpokenDeed, args: Readonly<Record<string, unknown>>): Way | undefined {
  return ways.find((way) => {
    const slots = new Set(way.en.split(' ').map(slotOf))
    const when: Readonly<Record<string, unknown>> = way.when ?? {}
    const isSaid = ([key, value]: [string, unknown]): boolean =>
      slots.has(key) || key === 'group_id' || (key in when ? when[key] : usual[key]) === value
    const isMeant = ([key, value]: [string, unknown]): boolean => (args[key] ?? usual[key]) === value
    const present = [...slots].every(
      (slot) => slot === 'by' || args[slot ?? 'by'] !== undefined || slot === undefined,
    )
    return (
      present && Object.entries(when).every(isMeant) && Object.entries(args).filter(isGiven).every(isSaid)
    )
  })
}

const isGiven = ([, value]: [string, unknown]): boolean => value !== undefined

/** All phrases with their deeds, as a reference for people. */
export const deedPhrases: readonly { readonly deed: DeedName; readonly en: string; readonly zh: string }[] =
  Object.entries(table).flatMap(([deed, { ways }]) =>
    ways.map(({ en, zh }) => ({ deed: deed as DeedName, en, zh })),
  )
