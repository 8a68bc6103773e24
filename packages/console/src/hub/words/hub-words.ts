import { type PageLanguage, words } from '../../words/words.js'
import { actWords } from './act-words.js'
import { generalWords } from './general-words.js'
import { pageWords } from './page-words.js'

/** Texts of the hub's pages, and those shared with the chat page. */
const hubWords = { ...words, ...generalWords, ...pageWords, ...actWords }

export type HubWord = keyof typeof hubWords
/** Returns a text in the page's language. */
export type HubSay = (word: HubWord, inserts?: Readonly<Record<string, string | number>>) => string

export const hubSayIn =
  (language: PageLanguage): HubSay =>
  (word, inserts = {}) =>
    hubWords[word][language].replace(/\{(\w+)\}/g, (all, name: string) => String(inserts[name] ?? all))
