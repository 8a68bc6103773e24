import type { ValueType } from '../arguments/value-types.js'
import type { Language } from './built-in.js'

/** Names of the argument types, as shown to users. */
export const typeNames: Readonly<Record<Language, Readonly<Record<ValueType, string>>>> = {
  zh: {
    text: '文字',
    number: '数字',
    int: '整数',
    user: 'QQ 号或 @某人',
    group: '群号',
    duration: '时长，如 10m、1h30m、2天',
    date: '日期或时间，如 2026-05-01、08:30、明天',
    image: '图片',
    boolean: '是或否',
    message: '内容',
    reply: '对一条消息的回复',
  },
  en: {
    text: 'a text',
    number: 'a number',
    int: 'a whole number',
    user: 'a QQ number or an @',
    group: 'a group number',
    duration: 'a length of time, such as 10m, 1h30m or 2d',
    date: 'a day or a time, such as 2026-05-01, 08:30 or tomorrow',
    image: 'an image',
    boolean: 'yes or no',
    message: 'a message',
    reply: 'a reply to a message',
  },
}
