import type { PageNote } from '@rookery/sandbox'
import { nameIn } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { notePhrase } from '../words/note-phrases.js'
import { durationText } from '../words/times.js'

/** Something that happened, in the middle of the chat. */
export function Note({ note }: { readonly note: PageNote }) {
  const { state, say, language } = useApp()
  const phrase = notePhrase(note.do, note.args, language)
  if (phrase === undefined) return null
  const insert = (name: string): string => {
    if (name === 'by') return nameIn(state, note.chat, note.by)
    if (name === 'user') return nameIn(state, note.chat, Number(note.args.user_id ?? note.by))
    if (name === 'duration') return durationText(Number(note.args.duration), say)
    return String(note.args[name] ?? '')
  }
  return <p class="note">{phrase.replace(/\{(\w+)\}/g, (_, name: string) => insert(name))}</p>
}
