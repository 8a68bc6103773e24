import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useReducer, useRef } from 'preact/hooks'
import { RowOffsets } from './row-offsets.js'
import type { Row } from './rows.js'

/** Height assumed for a row until it has been measured. */
const GUESS_PX = 64
/** Distance beyond the view within which rows are rendered, so that scrolling shows no blank. */
const BEYOND_PX = 700
/** Distance from the end that still counts as the end. */
const NEAR_END_PX = 40

/** The reader's position: at the end, or at a row and an offset below its top. */
type Place = 'end' | { readonly key: string; readonly belowPx: number }

export interface MessageListProps {
  readonly rows: readonly Row[]
  readonly label: string
  readonly more: boolean
  readonly draw: (row: Row) => ComponentChildren
  /** Called when the reader comes close to the oldest row. */
  readonly onOlder: () => void
  readonly onPlace: (isAtEnd: boolean) => void
  /** Each new number scrolls to the end, or to the named row. */
  readonly goTo: { readonly times: number; readonly key?: string }
}

/**
 * A list that renders only the rows near the view. The visible rows stay in place when rows arrive above or below; a
 * reader at the end stays at the end.
 */
export function MessageList(props: MessageListProps) {
  const { rows, label, more, draw, onOlder } = props
  const { scroller, offsets, from, to, read } = useView(props)
  useEffect(() => {
    if (more && from < 8) onOlder()
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="message-list" ref={scroller} onScroll={read} tabIndex={0} aria-label={label}>
      <div class="message-list-all" style={{ height: `${offsets.totalPx}px` }}>
        <ol class="message-list-drawn" style={{ transform: `translateY(${offsets.topOf(from)}px)` }}>
          {rows.slice(from, to).map((row) => (
            <li key={row.key} class="row" data-key={row.key}>
              {draw(row)}
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

/** Tracks the reader's position. Returns the rows near it. */
function useView({ rows, onPlace, goTo }: MessageListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const heights = useRef(new Map<string, number>()).current
  const place = useRef<Place>('end')
  const lastTopPx = useRef(0)
  const [, redraw] = useReducer<number, void>((times) => times + 1, 0)
  const keys = rows.map(({ key }) => key)
  const offsets = new RowOffsets(keys, heights, GUESS_PX)
  const viewPx = scroller.current?.clientHeight ?? 800
  const topPx = topOfPlace(place.current, rows, offsets, viewPx)
  const [from, to] = offsets.rowsBetween(topPx - BEYOND_PX, topPx + viewPx + BEYOND_PX)
  const take = (next: Place): void => {
    const wasEnd = place.current === 'end'
    place.current = next
    if (wasEnd !== (next === 'end')) onPlace(next === 'end')
  }
  const read = (): void => {
    const list = scroller.current
    if (!list) return
    take(placeAt(list, rows, offsets))
    lastTopPx.current = list.scrollTop
    redraw()
  }
  useLayoutEffect(() => {
    if (goTo.times === 0) return
    take(goTo.key === undefined ? 'end' : { key: goTo.key, belowPx: -viewPx / 3 })
    redraw()
  }, [goTo.times])
  // Moves every row to its place once real heights are known, before anything is painted.
  useLayoutEffect(() => {
    const list = scroller.current
    if (!list) return
    if (measure(list, heights)) return redraw()
    const wantedPx = topOfPlace(place.current, rows, offsets, list.clientHeight)
    if (settle(list, offsets, lastTopPx.current, wantedPx)) take(placeAt(list, rows, offsets))
    lastTopPx.current = list.scrollTop
  })
  useEffect(() => watchSizes(scroller.current, redraw), [])
  return { scroller, offsets, from, to, read }
}

/**
 * Scrolls a list to its position. Returns true, without scrolling, if the reader has scrolled since `lastTopPx` and
 * the event is still pending.
 */
function settle(list: HTMLElement, offsets: RowOffsets, lastTopPx: number, wantedPx: number): boolean {
  const movedPx = list.scrollTop - lastTopPx
  const isOwnMove = Math.abs(movedPx) > 1 && !isAtEnd(list, offsets)
  const topPx = isOwnMove ? Math.max(0, wantedPx + movedPx) : wantedPx
  if (Math.abs(list.scrollTop - topPx) > 1) list.scrollTop = topPx
  return isOwnMove
}

function topOfPlace(place: Place, rows: readonly Row[], offsets: RowOffsets, viewPx: number): number {
  const lastPx = Math.max(0, offsets.totalPx - viewPx)
  if (place === 'end') return lastPx
  const at = rows.findIndex(({ key }) => key === place.key)
  return at < 0 ? lastPx : Math.min(lastPx, Math.max(0, offsets.topOf(at) + place.belowPx))
}

const isAtEnd = ({ scrollTop, clientHeight }: HTMLElement, offsets: RowOffsets): boolean =>
  scrollTop + clientHeight >= offsets.totalPx - NEAR_END_PX

function placeAt(list: HTMLElement, rows: readonly Row[], offsets: RowOffsets): Place {
  if (isAtEnd(list, offsets)) return 'end'
  const { scrollTop } = list
  // A time separator disappears when older messages are inserted before it.
  const seen = offsets.rowAt(scrollTop)
  const at = rows[seen]?.is === 'time' && seen + 1 < rows.length ? seen + 1 : seen
  const key = rows[at]?.key
  return key === undefined ? 'end' : { key, belowPx: scrollTop - offsets.topOf(at) }
}

/** Measures the rendered rows. True if a height has changed. */
function measure(list: HTMLElement, heights: Map<string, number>): boolean {
  let isNew = false
  for (const row of list.querySelectorAll<HTMLElement>('.row')) {
    const { key = '' } = row.dataset
    const height = row.getBoundingClientRect().height
    if (height === 0 || Math.abs((heights.get(key) ?? -1) - height) < 0.5) continue
    heights.set(key, height)
    isNew = true
  }
  return isNew
}

/** Calls back when loaded pictures or a resized window change row heights. */
function watchSizes(list: HTMLElement | null, changed: () => void): (() => void) | undefined {
  const drawn = list?.querySelector('.message-list-drawn')
  if (!list || !drawn) return undefined
  const observer = new ResizeObserver(() => changed())
  observer.observe(list)
  observer.observe(drawn)
  return () => observer.disconnect()
}
