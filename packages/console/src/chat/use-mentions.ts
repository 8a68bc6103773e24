import { useMemo, useState } from 'preact/hooks'
import { groupOfChat, isAdmin, nicknameOf, sortedMembers } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { type Mention, openMention } from './draft.js'

/** Number of suggested names. */
const MOST_OFFERED = 8

export interface Mentions {
  readonly offered: readonly Mention[]
  readonly active: number
  pick(mention: Mention): void
  update(field: HTMLTextAreaElement): void
  /** Handles a key of the list. Returns whether it did. */
  takeKey(event: KeyboardEvent): boolean
  close(): void
}

/** The list of members that opens after an @; `onPick` receives the chosen member and the position of the @. */
export function useMentions(
  chat: string,
  me: number,
  onPick: (mention: Mention, at: number) => void,
): Mentions {
  const candidates = useCandidates(chat, me)
  const [open, setOpen] = useState<ReturnType<typeof openMention>>()
  const [active, setActive] = useState(0)
  const offered = open ? matching(candidates, open.query) : []
  const pick = (mention: Mention): void => {
    if (open) onPick(mention, open.at)
    setOpen(undefined)
  }
  return {
    offered,
    active,
    pick,
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
  }
}

function useCandidates(chat: string, me: number): readonly Mention[] {
  const { say } = useApp()
  const members = usePage((state) => groupOfChat(state, chat)?.members)
  const users = usePage((state) => state.users)
  const accounts = usePage((state) => state.accounts)
  const sorted = useMemo(
    () => (members ? sortedMembers({ users, accounts }, members) : []),
    [members, users, accounts],
  )
  if (!members) return []
  const all = isAdmin(members.get(me)) ? [{ name: say('everybody'), qq: 'all' }] : []
  const others = sorted.filter(({ user_id }) => user_id !== me)
  return [
    ...others.map(({ user_id, card }) => ({
      name: card || nicknameOf({ users }, user_id),
      qq: String(user_id),
    })),
    ...all,
  ]
}

function matching(candidates: readonly Mention[], query: string): readonly Mention[] {
  const wanted = query.toLowerCase()
  return candidates
    .filter(({ name, qq }) => name.toLowerCase().includes(wanted) || qq.startsWith(wanted))
    .slice(0, MOST_OFFERED)
}
