import { narrow } from '../arguments/numbers.js'
import type { ReadAnswer } from './read-value.js'

const YES =
  /^(?:[要用是好对嗯行]+|是的|对的|好的|好吧|ok|okay|y|yes|yeah|yep|sure|true|1|当真|当然|必须|可以|肯定|没错|没问题|确定|确认|同意)$/
const NO =
  /^(?:[不否别]|不(?:要|用|是|好|对|行|能|可以|同意|确定)了?|没有|算了|(?:no)+|n|nope|nah|false|0|不ok)$/

/**
 * Reads a short answer as yes or no, in Chinese or English; undefined if it is neither.
 *
 * ```ts
 * toBoolean('好的呀')   // true
 * toBoolean('不用了')   // false
 * toBoolean('你好')     // undefined
 * ```
 */
export function toBoolean(text: string): boolean | undefined {
  const plain = narrow(text).toLowerCase().replace(/\s+/g, '')
  const word = plain.replace(/[,.!?~、。～的呢吧呀啊呗啦哦]+$/u, '')
  if (YES.test(word)) return true
  return NO.test(word) ? false : undefined
}

/** Reads an answer as yes or no. */
export const readYesOrNo: ReadAnswer = ({ text }) => {
  const value = toBoolean(text)
  return value === undefined ? { is: 'wrong', type: 'boolean' } : { is: 'value', value }
}
