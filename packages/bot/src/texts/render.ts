import type { Outgoing } from '../message/outgoing.js'

/**
 * One text, as an author may define it: a string with placeholders such as `{usage}`, a list of which one is picked at
 * random, or a function. An empty string sends nothing.
 */
export type Expression<P> = string | readonly string[] | ((about: P) => Outgoing)

/**
 * Renders an expression: a string with placeholders, a list of which one is picked at random, or a function. Parameters
 * can only become text, whatever a user wrote: sent as a string, nothing in it is parsed as a code.
 *
 * ```ts
 * await session.send(render(['你好，{name}', '{name}，又见面了'], { name: event.sender.nickname }))
 * ```
 */
export function render<P extends object>(
  expression: Expression<P>,
  about: P,
  random: () => number = Math.random,
): Outgoing {
  if (typeof expression === 'function') return expression(about)
  const text = typeof expression === 'string' ? expression : pick(expression, random)
  return filled(text, about)
}

const pick = (texts: readonly string[], random: () => number): string =>
  texts[Math.floor(random() * texts.length)] ?? ''

const filled = (text: string, about: object): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(about, name) ? String(about[name as keyof typeof about]) : whole,
  )
