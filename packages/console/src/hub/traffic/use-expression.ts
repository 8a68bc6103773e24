import { useState } from 'preact/hooks'
import { useHub, useHubState } from '../page/hub-context.js'

/** A filter expression that is written, and the one that is in force. */
export interface Expression {
  readonly text: string
  readonly filter: Readonly<Record<string, unknown>> | undefined
  readonly problem: string | undefined
  write(text: string): void
  apply(): void
}

/** An expression as JSON. Applied, it clears what came before it. */
export function useExpression(): Expression {
  const { say, store } = useHub()
  const [text, write] = useState('')
  const [filter, setFilter] = useState<Readonly<Record<string, unknown>>>()
  const [fault, setFault] = useState<string>()
  const refused = useHubState((page) => page.refused)
  const apply = (): void => {
    const read = readExpression(text)
    if ('fault' in read) return setFault(say('bad_expression', { reason: read.fault }))
    setFault(undefined)
    setFilter(read.filter)
    store.clearTraffic()
  }
  return {
    text,
    filter,
    problem: fault ?? (refused && say('filter_refused', { reason: refused })),
    write,
    apply,
  }
}

/** Reads an expression; an empty one is none. */
export function readExpression(
  text: string,
): { readonly filter: Readonly<Record<string, unknown>> | undefined } | { readonly fault: string } {
  if (text.trim() === '') return { filter: undefined }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { filter: value as Readonly<Record<string, unknown>> }
    return { fault: '{ … }' }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}
