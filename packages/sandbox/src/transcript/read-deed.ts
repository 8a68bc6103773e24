import { nearestOf } from '@rookery/protocol'
import type { DeedName } from '../deeds/deeds.js'
import type { TranscriptStep, WrittenDeed } from './steps.js'
import { Unreadable } from './transcript-error.js'
import { deedPhrases, patterns, slotOf, spokenDeed } from './ways.js'
import { readTranscriptWord, readWords, type TranscriptWord } from './words.js'

type DeedLine = Omit<Extract<TranscriptStep, { is: 'done' }>, 'line'>

/** A deed that no phrase expresses, with all args as JSON: `Alice does mute {"user_id": 20002, "duration": 60}`. */
const ANY_DEED = /^("(?:\\.|[^"\\])*"|\S+) (?:does|做) (\w+) (\{.*\})$/

/** Parses the text of a line after its `*`: actor and deed. @throws Unreadable */
export function readDeed(text: string): DeedLine {
  const any = ANY_DEED.exec(text)
  if (any) {
    const [, by = '', name = '', json = ''] = any
    return { is: 'done', by: readTranscriptWord(by), deed: { do: deedNamed(name), args: readArgs(json) } }
  }
  const words = readWords(text)
  return match(words) ?? match(words.flatMap(apart)) ?? noDeed(text, words)
}

/** Splits `60s` and `60秒` into `60 s` and `60 秒`. */
function apart(word: TranscriptWord): readonly TranscriptWord[] {
  const [, amount, unit] = word.isQuoted ? [] : (/^(\d+)(s|秒|次)$/.exec(word.text) ?? [])
  return amount && unit ? [amount, unit].map((part) => ({ text: part, isQuoted: false })) : [word]
}

function match(words: readonly TranscriptWord[]): DeedLine | undefined {
  for (const { name, way, words: wanted } of patterns) {
    const found = matched(wanted, words)
    if (!found) continue
    const { by = { text: '', isQuoted: true }, ...rest } = found
    return { is: 'done', by, deed: { do: name, way, words: rest } satisfies WrittenDeed }
  }
  return undefined
}

/** Reports an unknown phrase, with the most similar ones. */
function noDeed(text: string, words: readonly TranscriptWord[]): never {
  const found = words
    .slice(1)
    .map((word) => word.text)
    .join(' ')
  const phraseOf = new Map(
    patterns.map(({ words: wanted }) => [wanted.filter((word) => !slotOf(word)).join(' '), wanted.join(' ')]),
  )
  const near = nearestOf(found, [...phraseOf.keys()], 3).map((own) => phraseOf.get(own))
  throw new Unreadable(
    `something nobody can do: ${text}`,
    `${near.join(', ')} … (a name with spaces in quotes)`,
  )
}

function matched(
  wanted: readonly string[],
  words: readonly TranscriptWord[],
): Record<string, TranscriptWord> | undefined {
  if (wanted.length !== words.length) return undefined
  const found: Record<string, TranscriptWord> = {}
  for (const [index, want] of wanted.entries()) {
    const word = words[index]
    const slot = slotOf(want)
    if (!word) return undefined
    if (slot !== undefined) found[slot] = word
    else if (word.isQuoted || word.text.toLowerCase() !== want.toLowerCase()) return undefined
  }
  return found
}

function deedNamed(name: string): DeedName {
  if (name === 'say' || spokenDeed(name)) return name as DeedName
  const known = deedPhrases.map(({ deed }) => deed)
  throw new Unreadable(`the deed ${name}`, [...new Set(nearestOf(name, known, 5))].join(', '))
}

function readArgs(json: string): Record<string, unknown> {
  try {
    return JSON.parse(json) as Record<string, unknown>
  } catch (error) {
    throw new Unreadable(json, `args as JSON (${error instanceof Error ? error.message : String(error)})`)
  }
}
