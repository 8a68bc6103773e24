import { useMemo } from 'preact/hooks'
import { type Row, rowsOf } from '../list/rows.js'
import { groupOf } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { notePhrase } from '../words/note-phrases.js'

const NO_NOTES = [] as const
const NO_MESSAGES = [] as const

/** The rows of a chat, for somebody who is in it. What there is no phrase for is not told. */
export function useRows(chat: string, me: number): readonly Row[] {
  const { state, language } = useApp()
  const isIn = groupOf(state, chat)?.members.has(me) ?? true
  const messages = (isIn ? state.timelines.get(chat)?.messages : undefined) ?? NO_MESSAGES
  const notes = (isIn ? state.notes.get(chat) : undefined) ?? NO_NOTES
  const told = useMemo(
    () => notes.filter((note) => notePhrase(note.do, note.args, language) !== undefined),
    [notes, language],
  )
  return useMemo(() => rowsOf(messages, told), [messages, told])
}
