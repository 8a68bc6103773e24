import { useMemo, useState } from 'preact/hooks'

/** The messages that are selected, while one selects. */
export interface Selection {
  readonly ids: ReadonlySet<number>
  toggle(message_id: number): void
}

export interface Selecting {
  readonly selection: Selection | undefined
  /** Begins to select, with that message. */
  begin(message_id: number): void
  end(): void
}

/** Keeps which messages of a chat are selected. */
export function useSelection(): Selecting {
  const [ids, setIds] = useState<ReadonlySet<number>>()
  const selection = useMemo(
    () => ids && { ids, toggle: (message_id: number) => setIds(toggled(ids, message_id)) },
    [ids],
  )
  return { selection, begin: (message_id) => setIds(new Set([message_id])), end: () => setIds(undefined) }
}

/** The set with an id that was missing, or without one that was there. */
function toggled(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}
