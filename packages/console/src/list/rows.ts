import type { PageMessage, PageNote } from '@rookery/sandbox'

/** One row of a chat: a message, a note or a time separator. */
export type Row =
  | { readonly is: 'message'; readonly key: string; readonly message: PageMessage; readonly isFirst: boolean }
  | { readonly is: 'note'; readonly key: string; readonly note: PageNote }
  | { readonly is: 'time'; readonly key: string; readonly timeMs: number }

/** Pause after which a time separator is shown. */
const TIME_GAP_MS = 5 * 60_000
/** Time within which consecutive messages of a user share one name. */
const SAME_BREATH_MS = 2 * 60_000

/** The rows of a chat. `notes` are ordered; each follows the message it came after. */
export function rowsOf(messages: readonly PageMessage[], notes: readonly PageNote[]): readonly Row[] {
  const rows: Row[] = []
  const first = messages[0]?.seq ?? 0
  let next = notes.findIndex(({ after_seq }) => after_seq >= first - 1)
  if (next < 0) next = notes.length
  const addNotes = (seq: number): void => {
    for (let note = notes[next]; note && note.after_seq <= seq; note = notes[++next]) addNote(rows, note)
  }
  addNotes(first - 1)
  for (const message of messages) {
    addMessage(rows, message)
    addNotes(message.seq)
  }
  addNotes(Number.POSITIVE_INFINITY)
  return rows
}

function addNote(rows: Row[], note: PageNote): void {
  const key = `n${note.id}`
  addTime(rows, note.time_ms, key)
  rows.push({ is: 'note', key, note })
}

function addMessage(rows: Row[], message: PageMessage): void {
  const key = `m${message.message_id}`
  addTime(rows, message.time * 1000, key)
  const before = rows.at(-1)
  const speaksOn =
    before?.is === 'message' &&
    before.message.sender_id === message.sender_id &&
    before.message.anonymous === message.anonymous &&
    before.message.recalled_by === undefined &&
    (message.time - before.message.time) * 1000 < SAME_BREATH_MS
  rows.push({ is: 'message', key, message, isFirst: !speaksOn })
}

function addTime(rows: Row[], timeMs: number, ofKey: string): void {
  const before = rows.at(-1)
  if (before === undefined || timeMs - timeOf(before) > TIME_GAP_MS)
    rows.push({ is: 'time', key: `t${ofKey}`, timeMs })
}

function timeOf(row: Row): number {
  if (row.is === 'message') return row.message.time * 1000
  return row.is === 'note' ? row.note.time_ms : row.timeMs
}
