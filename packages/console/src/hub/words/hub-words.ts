import { type PageLanguage, words } from '../../words/words.js'
import { actWords } from './act-words.js'
import { generalWords } from './general-words.js'
import { pageWords } from './page-words.js'

/** Texts of the hub's pages, and those shared with the chat page. `{n:line|lines}` is the first for 1, else the second. */
const hubWords = { ...words, ...generalWords, ...pageWords, ...actWords }

export type HubWord = keyof typeof hubWords
/** Returns a text in the page's language. */
export type HubSay = (word: HubWord, inserts?: Readonly<Record<string, string | number>>) => string

const INSERT = /\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g

export const hubSayIn =
  (language: PageLanguage): HubSay =>
  (word, inserts = {}) =>
    hubWords[word][language].replace(INSERT, (all, name: string, one?: string, many?: string) => {
      if (one === undefined) return String(inserts[name] ?? all)
      return String(inserts[name]) === '1' ? one : (many ?? '')
    })
