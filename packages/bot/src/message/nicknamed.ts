import type { Message } from '@rookery/protocol'
import { BLANK } from './blanks.js'
import { trimMessage } from './quoted-author.js'

/** How the bot is called by name. */
export interface NamingSettings {
  /** Names that the bot listens to; case does not matter. */
  readonly nicknames: readonly string[]
  /** Whether something must part a nickname from what follows. Default `optional`. */
  readonly nicknameSeparator?: 'optional' | 'required' | undefined
}

/** The message without a nickname in front and what parts it from the rest; undefined where there is none. */
export function nicknamed(
  said: Message,
  { nicknames, nicknameSeparator = 'optional' }: NamingSettings,
): Message | undefined {
  const [first] = said
  if (first?.type !== 'text') return undefined
  const { text } = first.data
  const behind = longestNamed(text, nicknames, (rest) => nicknameSeparator === 'optional' || APART.test(rest))
  if (behind === undefined) return undefined
  const rest = behind.replace(IN_FRONT, '')
  const others = said.slice(1)
  return rest === '' ? trimMessage(others) : [{ type: 'text', data: { text: rest } }, ...others]
}

const IN_FRONT = new RegExp(`^[${BLANK},，]+`)
/** Nothing more, a blank or a sign; what is no text parts as well. */
const APART = new RegExp(`^(?:$|[${BLANK}]|\\p{P}|\\p{S})`, 'u')

/** The text behind the longest nickname in front: of "小企" and "小企鹅" the latter is meant where it stands. */
function longestNamed(
  text: string,
  nicknames: readonly string[],
  isApart: (rest: string) => boolean,
): string | undefined {
  const lower = text.toLowerCase()
  let behind: string | undefined
  for (const name of nicknames) {
    if (name === '' || !lower.startsWith(name.toLowerCase())) continue
    const rest = text.slice(name.length)
    if (isApart(rest) && (behind === undefined || rest.length < behind.length)) behind = rest
  }
  return behind
}
