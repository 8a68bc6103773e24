import type { RefObject } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { useApp } from '../app/app-context.js'
import { groupOf, isAdmin, nicknameOf, sortedMembers } from '../live/look-up.js'
import { type Mention, openMention } from './draft.js'

/** So many names are offered at once. */
const MOST_OFFERED = 8

export interface Mentions {
  /** Whom the text may name. */
  readonly picked: readonly Mention[]
  readonly offered: readonly Mention[]
  readonly active: number
  pick(mention: Mention): void
  /** Names somebody where the cursor is. */
  insert(mention: Mention): void
  update(field: HTMLTextAreaElement): void
  /** Whether the key was for the list. */
  takeKey(event: KeyboardEvent): boolean
  close(): void
  clear(): void
}

/** The list of members that opens behind an @. */
export function useMentions(
  chat: string,
  me: number,
  field: RefObject<HTMLTextAreaElement | null>,
  setText: (text: string) => void,
): Mentions {
  const candidates = useCandidates(chat, me)
  const [picked, setPicked] = useState<readonly Mention[]>([])
  const [open, setOpen] = useState<ReturnType<typeof openMention>>()
  const [active, setActive] = useState(0)
  const offered = open ? matching(candidates, open.query) : []
  /** Puts a name in the place of what stands from `at` up to the cursor. */
  const put = (mention: Mention, at: number): void => {
    const area = field.current
    if (!area) return
    const before = `${area.value.slice(0, at)}@${mention.name} `
    const text = before + area.value.slice(area.selectionStart)
    setText(text)
    setPicked([...picked, mention])
    setOpen(undefined)
    area.value = text
    area.focus()
    area.setSelectionRange(before.length, before.length)
  }
  const pick = (mention: Mention): void => {
    if (open) put(mention, open.at)
  }
  return {
    picked,
    offered,
    active,
    pick,
    insert: (mention) => put(mention, field.current?.selectionStart ?? 0),
    update(area) {
      setOpen(openMention(area.value, area.selectionStart))
      setActive(0)
    },
    takeKey(event) {
      if (offered.length === 0) return false
      const chosen = offered[active]
      if (event.key === 'ArrowDown') setActive((active + 1) % offered.length)
      else if (event.key === 'ArrowUp') setActive((active + offered.length - 1) % offered.length)
      else if (event.key === 'Escape') setOpen(undefined)
      else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) pick(chosen)
      else return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
    close: () => setOpen(undefined),
    clear: () => setPicked([]),
  }
}

function useCandidates(chat: string, me: number): readonly Mention[] {
  const { state, say } = useApp()
  const members = groupOf(state, chat)?.members
  const sorted = useMemo(() => (members ? sortedMembers(state, members) : []), [members, state.users])
  if (!members) return []
  const all = isAdmin(members.get(me)) ? [{ name: say('everybody'), qq: 'all' }] : []
  const others = sorted.filter(({ user_id }) => user_id !== me)
  return [
    ...others.map(({ user_id, card }) => ({ name: card || nicknameOf(state, user_id), qq: String(user_id) })),
    ...all,
  ]
}

function matching(candidates: readonly Mention[], query: string): readonly Mention[] {
  const wanted = query.toLowerCase()
  return candidates
    .filter(({ name, qq }) => name.toLowerCase().includes(wanted) || qq.startsWith(wanted))
    .slice(0, MOST_OFFERED)
}
