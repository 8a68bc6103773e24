import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useReducer, useRef } from 'preact/hooks'

/** Rows rendered beyond the view, so that scrolling shows no blank. */
const BEYOND_ROWS = 20
/** Distance from the end that still counts as the end. */
const NEAR_END_PX = 24

export interface FixedRowsProps<T> {
  readonly rows: readonly T[]
  /** Height of each row. */
  readonly rowPx: number
  readonly label: string
  readonly keyOf: (row: T) => string | number
  readonly draw: (row: T) => ComponentChildren
  /** Key of the selected row. */
  readonly selected: string | number | undefined
  readonly onSelect: (row: T) => void
  /** Stays at the end as rows arrive, while the reader is there. */
  readonly follows?: boolean
  readonly class?: string
}

/** A list box of rows of one height, of which only those near the view are rendered. Arrow keys select. */
export function FixedRows<T>(props: FixedRowsProps<T>) {
  const { rows, rowPx, label, keyOf, draw, selected, onSelect } = props
  const view = useRowsInView(rows.length, rowPx, props.follows ?? false)
  const select = (at: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, at))]
    if (row === undefined) return
    view.show(rows.indexOf(row))
    onSelect(row)
  }
  const drawn = rows.slice(view.from, view.to)
  const active = drawn.findIndex((row) => keyOf(row) === selected)
  const idOf = (at: number) => `${props.class ?? 'rows'}-${view.from + at}`
  return (
    <div
      class={`fixed-rows ${props.class ?? ''}`}
      ref={view.scroller}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      {...(active < 0 ? {} : { 'aria-activedescendant': idOf(active) })}
      onScroll={view.read}
      onKeyDown={(event) => onRowKey(event, { rows, keyOf, selected, select, pageRows: view.pageRows })}
    >
      <div class="fixed-rows-all" style={{ height: `${rows.length * rowPx}px` }}>
        <div class="fixed-rows-drawn" style={{ transform: `translateY(${view.from * rowPx}px)` }}>
          {drawn.map((row, at) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and names the active row
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys
            <div
              key={keyOf(row)}
              id={idOf(at)}
              class="fixed-row"
              role="option"
              aria-selected={keyOf(row) === selected}
              aria-setsize={rows.length}
              aria-posinset={view.from + at + 1}
              style={{ height: `${rowPx}px` }}
              onClick={() => onSelect(row)}
            >
              {draw(row)}
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

interface RowKeys<T> {
  readonly rows: readonly T[]
  readonly keyOf: (row: T) => string | number
  readonly selected: string | number | undefined
  readonly select: (at: number) => void
  readonly pageRows: number
}

function onRowKey<T>(event: KeyboardEvent, keys: RowKeys<T>): void {
  const { rows, keyOf, selected, select, pageRows } = keys
  const now = selected === undefined ? -1 : rows.findIndex((row) => keyOf(row) === selected)
  const start = now < 0 ? rows.length : now
  const target = {
    ArrowDown: now < 0 ? rows.length - 1 : now + 1,
    ArrowUp: start - 1,
    PageDown: start + pageRows,
    PageUp: start - pageRows,
    Home: 0,
    End: rows.length - 1,
  }[event.key]
  if (target === undefined) return
  event.preventDefault()
  select(target)
}

/** The range of rows near the view, as the reader scrolls. */
function useRowsInView(count: number, rowPx: number, follows: boolean) {
  const scroller = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(follows)
  const [, redraw] = useReducer<number, void>((times) => times + 1, 0)
  const viewPx = scroller.current?.clientHeight || 800
  const endPx = Math.max(0, count * rowPx - viewPx)
  const topPx = isAtEnd.current ? endPx : Math.min(endPx, scroller.current?.scrollTop ?? 0)
  const read = (): void => {
    const list = scroller.current
    if (!list) return
    isAtEnd.current = follows && list.scrollTop + list.clientHeight >= list.scrollHeight - NEAR_END_PX
    redraw()
  }
  useLayoutEffect(() => {
    // The browser takes the end for what is beyond it.
    const list = scroller.current
    if (isAtEnd.current && list) list.scrollTop = list.scrollHeight
  })
  useEffect(() => watchSize(scroller.current, redraw), [])
  const show = (at: number): void => {
    const list = scroller.current
    if (!list) return
    const [top, bottom] = [at * rowPx, (at + 1) * rowPx]
    if (top < list.scrollTop) list.scrollTop = top
    else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight
  }
  return {
    scroller,
    read,
    show,
    pageRows: Math.max(1, Math.floor(viewPx / rowPx) - 1),
    from: Math.max(0, Math.floor(topPx / rowPx) - BEYOND_ROWS),
    to: Math.min(count, Math.ceil((topPx + viewPx) / rowPx) + BEYOND_ROWS),
  }
}

function watchSize(list: HTMLElement | null, changed: () => void): (() => void) | undefined {
  if (!list) return undefined
  const observer = new ResizeObserver(() => changed())
  observer.observe(list)
  return () => observer.disconnect()
}
