import { narrow } from '../arguments/numbers.js'
import { BotUsageError } from '../errors.js'
import { type Outgoing, segmentsOf } from '../message/outgoing.js'
import type { Choices } from './ask-options.js'
import type { ReadAnswer } from './read-value.js'

/** Choices in order, each a label and its value. */
type Entries = readonly (readonly [label: string, value: unknown])[]

/** The question to choose from a list, and how its answer is read. @throws BotUsageError for no choices */
export function choiceOf(prompt: Outgoing, choices: Choices<unknown>) {
  const entries = entriesOf(choices)
  return { question: withNumbers(prompt, entries), read: readChoice(entries) }
}

/** Choices as pairs of label and value. */
function entriesOf(choices: Choices<unknown>): Entries {
  const entries: Entries = Array.isArray(choices)
    ? choices.map((each) => [String(each), each] as const)
    : Object.entries(choices)
  if (entries.length > 0) return entries
  throw new BotUsageError('nothing_to_choose', 'choose() needs at least one choice, found none')
}

/** The question with its choices below, each with a number. */
function withNumbers(prompt: Outgoing, entries: Entries): Outgoing {
  const list = entries.map(([label], index) => `\n${index + 1}. ${label}`).join('')
  if (typeof prompt === 'string') return prompt + list
  return [...segmentsOf(prompt), { type: 'text', data: { text: list } }]
}

/** Reads an answer as one of the choices: its text, else its number. */
const readChoice =
  (entries: Entries): ReadAnswer =>
  ({ text }) => {
    const said = plain(text)
    const named = entries.find(([label]) => plain(label) === said)
    const numbered = /^\d{1,4}[.、]?$/.test(said) ? entries[Number.parseInt(said, 10) - 1] : undefined
    const chosen = named ?? numbered
    return chosen ? { is: 'value', value: chosen[1] } : { is: 'refused', reason: '' }
  }

const plain = (text: string): string => narrow(text).toLowerCase()
