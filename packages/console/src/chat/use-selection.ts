import { useMemo, useState } from 'preact/hooks'

/** The selected messages, in selection mode. */
export interface Selection {
  readonly ids: ReadonlySet<number>
  toggle(message_id: number): void
}

export interface Selecting {
  readonly selection: Selection | undefined
  /** Starts the selection with a message. */
  begin(message_id: number): void
  end(): void
}

/** Holds the selected messages of a chat. */
export function useSelection(): Selecting {
  const [ids, setIds] = useState<ReadonlySet<number>>()
  const selection = useMemo(
    () => ids && { ids, toggle: (message_id: number) => setIds(toggled(ids, message_id)) },
    [ids],
  )
  return { selection, begin: (message_id) => setIds(new Set([message_id])), end: () => setIds(undefined) }
}

/** A set with an id added or, if present, removed. */
function toggled(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}
