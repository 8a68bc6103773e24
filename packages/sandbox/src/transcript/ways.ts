import type { DeedName } from '../deeds/deeds.js'
import { phrases, type Way } from './phrases.js'

/** The languages that phrases are written in. Both are read wherever they stand. */
export type TranscriptLanguage = 'en' | 'zh'

interface SpokenDeed {
  readonly in: string
  readonly ways: readonly Way[]
}

const table: Readonly<Record<string, SpokenDeed>> = phrases

/** What an arg is when nobody says it: the same deed is meant with it and without it. */
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

/** How a deed is said; `undefined` for one without phrases. */
export const spokenDeed = (name: string): SpokenDeed | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

/** The words of each way, which a line is held against. */
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

/** The arg that a word of a phrase stands for: `user_id` of `{user_id}`. */
export const slotOf = (word: string): string | undefined => /^\{(\w+)\}$/.exec(word)?.[1]

/** The first way that says everything the args say; `undefined` when none does. */
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

/** Every phrase, with the deed that it says, for people to look up. */
export const deedPhrases: readonly { readonly deed: DeedName; readonly en: string; readonly zh: string }[] =
  Object.entries(table).flatMap(([deed, { ways }]) =>
    ways.map(({ en, zh }) => ({ deed: deed as DeedName, en, zh })),
  )
