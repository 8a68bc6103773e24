import { useMemo } from 'preact/hooks'
import { type Row, rowsOf } from '../list/rows.js'
import { groupOfChat } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { notePhrase } from '../words/note-phrases.js'

const NO_NOTES = [] as const
const NO_MESSAGES = [] as const

/** The rows of a chat as one user sees it. Events without a phrase are left out. */
export function useRows(chat: string, me: number): readonly Row[] {
  const { language } = useApp()
  const isIn = usePage((state) => groupOfChat(state, chat)?.members.has(me) ?? true)
  const known = usePage(({ timelines }) => timelines.get(chat)?.messages)
  const noted = usePage((state) => state.notes.get(chat))
  const messages = (isIn ? known : undefined) ?? NO_MESSAGES
  const notes = (isIn ? noted : undefined) ?? NO_NOTES
  const told = useMemo(
    () => notes.filter((note) => notePhrase(note.do, note.args, language) !== undefined),
    [notes, language],
  )
  return useMemo(() => rowsOf(messages, told), [messages, told])
}
