import { useEffect, useMemo, useState } from 'preact/hooks'
import { useHub, useHubState } from '../page/hub-context.js'
import type { EventRow, EventsAnswer } from '../wire/wire.js'
import { type ChatBook, readChats } from './chat-book.js'

/** Events asked for at once. */
const PAGE_EVENTS = 500
/** Past events may have their time in whole seconds: the last second is asked for again. */
const SECOND_MS = 1_000
/** Events that the page keeps of an account. */
const MOST_EVENTS = 5_000

interface History {
  readonly account: string
  readonly rows: readonly EventRow[]
  /** False once it is known that there are no older events. */
  readonly more: boolean
}

/** The chats of an account from the journal, and a function that reads on into the past. */
export function useHistory(account: string) {
  const { store, attempt } = useHub()
  const isOpen = useHubState(({ status }) => status === 'open')
  const [history, setHistory] = useState<History>()
  const [isLoading, setLoading] = useState(false)
  const shown = history?.account === account ? history : undefined
  const load = async (until?: number): Promise<void> => {
    setLoading(true)
    const query = { account, limit: PAGE_EVENTS, until }
    const answer = await attempt(() => store.api.get<EventsAnswer>('events', query))
    setLoading(false)
    if (!answer) return
    setHistory((before) =>
      withOlder(
        before?.account === account && until !== undefined ? before : undefined,
        account,
        answer.events,
      ),
    )
  }
  useEffect(() => {
    if (account !== '' && isOpen) void load()
  }, [account, isOpen])
  const book: ChatBook | undefined = useMemo(() => shown && readChats(shown.rows), [shown])
  const oldest = shown?.rows[0]?.at
  const older = shown?.more && oldest !== undefined ? () => void load(oldest + SECOND_MS) : undefined
  return { book, older, isLoading, reload: () => void load() }
}

function withOlder(before: History | undefined, account: string, events: readonly EventRow[]): History {
  const known = new Set(before?.rows.map(({ id }) => id))
  const added = events.filter(({ id }) => id === undefined || !known.has(id))
  const rows = [...added, ...(before?.rows ?? [])]
  return {
    account,
    rows,
    more: added.length > 0 && events.length >= PAGE_EVENTS && rows.length < MOST_EVENTS,
  }
}
