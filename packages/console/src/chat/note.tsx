import type { PageNote } from '@rookery/sandbox'
import { nameIn } from '../live/look-up.js'
import type { PageState } from '../live/page-state.js'
import { useApp } from '../page/app-context.js'
import { memo } from '../page/memo.js'
import { usePage } from '../page/use-page.js'
import { notePhrase } from '../words/note-phrases.js'
import { durationText } from '../words/times.js'
import type { PageLanguage, Say } from '../words/words.js'

/** A note about an event, in the middle of the chat. */
export const Note = memo(function Note({ note }: { readonly note: PageNote }) {
  const { say, language } = useApp()
  const text = usePage((state) => noteText(state, say, language, note))
  return text === undefined ? null : <p class="note">{text}</p>
})

function noteText(state: PageState, say: Say, language: PageLanguage, note: PageNote): string | undefined {
  const phrase = notePhrase(note.do, note.args, language)
  const insert = (name: string): string => {
    if (name === 'by') return nameIn(state, note.chat, note.by)
    if (name === 'user') return nameIn(state, note.chat, Number(note.args.user_id ?? note.by))
    if (name === 'duration') return durationText(Number(note.args.duration), say)
    return String(note.args[name] ?? '')
  }
  return phrase?.replace(/\{(\w+)\}/g, (_, name: string) => insert(name))
}
