import { visible } from '../message/blanks.js'

/** Whether a text means that the user does not want to answer. */
export type Cancels = (text: string) => boolean

/** Words of the author's own, a pattern, a function; `false`: nothing cancels. */
export type CancelWords = false | RegExp | readonly string[] | Cancels

const CHINESE =
  /^那?(?:就|还是)?(?:算[了啦]|不(?:[用要必问玩说弄查]?了|用|必)?|别(?:[说问弄查玩搞])?了?|停(?:一下|下来|下|止)?了?|退出|(?:[给帮]我)?取消了?)(?:吧|啦|呗)?$/
const ENGLISH =
  /^(?:please )?(?:cancel|stop|quit|exit|abort|never ?mind|forget it)(?: it| that)?(?: please)?$/i

/**
 * The words that cancel by default, in Chinese and English: 算了, 不用了, 取消吧, 停一下, `cancel`, `never mind`. A sentence that only
 * begins like one, such as 不知道 or 算术, is an answer.
 */
export const cancels: Cancels = (text) => {
  const plain = visible(text)
    .trim()
    .replace(/[\s。.！!~～…]+$/u, '')
  return plain.length <= 20 && (CHINESE.test(plain) || ENGLISH.test(plain))
}

/** The words that cancel in NoneBot 1, 不知道 and 算术 among them. */
export const cancelsInNonebot: Cancels = (text) =>
  /[算别不停]|取消/.test(text) &&
  (/^那?[算别不停][\p{L}\p{N}_]{0,3}了?吧?$/u.test(text) || /^那?(?:[给帮]我)?取消了?吧?$/.test(text))

/** Turns an author's cancel words into a function. */
export function cancelsBy(words: CancelWords | undefined, otherwise: Cancels = cancels): Cancels {
  if (words === undefined) return otherwise
  if (words === false) return () => false
  if (typeof words === 'function') return words
  if (words instanceof RegExp) return (text) => text.search(words) >= 0
  const all = new Set((words as readonly string[]).map((word) => word.trim().toLowerCase()))
  return (text) => all.has(visible(text).trim().toLowerCase())
}
