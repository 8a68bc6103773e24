import { useEffect, useMemo, useState } from 'preact/hooks'
import { chatsOf } from '../live/chats-of.js'
import type { PageState } from '../live/page-state.js'
import { usePage } from '../page/use-page.js'
import { readSides, type Side, writeSides } from './sides.js'

type SetSides = (sides: readonly Side[]) => void

/** The open sides, kept in the URL's hash. */
export function useSides(): readonly [readonly Side[], SetSides] {
  const [chosen, setSides] = useState(() => readSides(location.hash))
  const isReady = usePage(({ ready }) => ready)
  // Compared as text, so that equal sides cause no rendering.
  const hash = usePage((state) => writeSides(knownSides(state, chosen)))
  const sides = useMemo(() => readSides(hash), [hash])
  useEffect(() => {
    if (!isReady) return
    history.replaceState(null, '', hash)
    // Keeps the opened chat open when another becomes the most recent.
    if (chosen.length === 0 && sides.some(({ chat }) => chat)) setSides(sides)
  }, [isReady, hash])
  useEffect(() => {
    const read = () => setSides(readSides(location.hash))
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [])
  return [sides, setSides]
}

/** Sides whose users exist; at least one side. */
function knownSides(state: PageState, chosen: readonly Side[]): readonly Side[] {
  const known = chosen.filter(({ me }) => state.users.has(me))
  return known.length > 0 ? known : otherSide(state, [])
}

/** A user who is on no side yet, people before accounts, in a chat with the first. */
export function otherSide(state: PageState, taken: readonly Side[]): readonly Side[] {
  const ids = [...state.users.keys()].filter((id) => taken.every(({ me }) => me !== id))
  const me = ids.find((id) => !state.accounts.has(id)) ?? ids[0]
  if (me === undefined) return []
  const own = chatsOf(state, me).filter(({ isOwn }) => isOwn)
  const chat =
    own.find(({ key }) => key === taken[0]?.chat) ??
    (taken.length > 0 || window.innerWidth > 700 ? own[0] : undefined)
  return [chat ? { me, chat: chat.key } : { me }]
}
