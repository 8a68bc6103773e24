import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

export interface MenuItem {
  readonly label: string
  readonly isDanger?: boolean
  readonly onPick: () => void
}

/** Place where a menu opens: an element, or a point. */
export type MenuAnchor = HTMLElement | MouseEvent

export interface MenuProps {
  readonly at: MenuAnchor
  readonly label: string
  /** Content above the items. */
  readonly head?: preact.ComponentChildren
  /** Groups of items, separated by lines. */
  readonly groups: readonly (readonly MenuItem[])[]
  readonly onClose: () => void
}

/** A menu for arrow keys, Enter and Escape, or a pointer. */
export function Menu({ at, label, head, groups, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = menu.current
    if (!element) return
    place(element, at)
    buttonsOf(element)[0]?.focus()
    const before = at instanceof HTMLElement ? at : undefined
    return () => before?.focus?.()
  }, [])
  useEffect(() => {
    const closeOutside = (event: Event): void => {
      if (!menu.current?.contains(event.target as Node)) onClose()
    }
    document.addEventListener('pointerdown', closeOutside)
    window.addEventListener('resize', onClose)
    return () => {
      document.removeEventListener('pointerdown', closeOutside)
      window.removeEventListener('resize', onClose)
    }
  })
  return (
    <div
      class="menu"
      ref={menu}
      role="menu"
      aria-label={label}
      onKeyDown={(event) => onMenuKey(event, menu.current, onClose)}
    >
      {head ? <div class="menu-head">{head}</div> : null}
      {groups
        .filter((items) => items.length > 0)
        .map((items, group) => (
          <div class="menu-group" key={group}>
            {items.map((item) => (
              <button
                key={item.label}
                type="button"
                role="menuitem"
                class={item.isDanger ? 'menu-item menu-danger' : 'menu-item'}
                onClick={() => {
                  onClose()
                  item.onPick()
                }}
              >
                {item.label}
              </button>
            ))}
          </div>
        ))}
    </div>
  )
}

const buttonsOf = (menu: HTMLElement): HTMLElement[] => [
  ...menu.querySelectorAll<HTMLElement>('button:not([disabled])'),
]

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

function onMenuKey(event: KeyboardEvent, menu: HTMLElement | null, onClose: () => void): void {
  if (!menu) return
  event.stopPropagation()
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault()
    return onClose()
  }
  const step = STEPS[event.key]
  if (step === undefined) return
  event.preventDefault()
  const buttons = buttonsOf(menu)
  const now = buttons.indexOf(document.activeElement as HTMLElement)
  buttons[(now + step + buttons.length) % buttons.length]?.focus()
}

const EDGE_PX = 8
const GAP_PX = 4

/** Places the menu next to its anchor, fully inside the window. */
function place(menu: HTMLElement, at: MenuAnchor): void {
  const { width, height } = menu.getBoundingClientRect()
  const spot = at instanceof HTMLElement ? spotBeside(at, height) : { x: at.clientX, y: at.clientY }
  const x = Math.max(EDGE_PX, Math.min(spot.x, window.innerWidth - width - EDGE_PX))
  const y = Math.max(EDGE_PX, Math.min(spot.y, window.innerHeight - height - EDGE_PX))
  menu.style.left = `${x}px`
  menu.style.top = `${y}px`
  menu.style.visibility = 'visible'
}

/** A position below an element, or above it if there is no room below. */
function spotBeside(element: HTMLElement, height: number): { readonly x: number; readonly y: number } {
  const { left, top, bottom } = element.getBoundingClientRect()
  const below = bottom + GAP_PX
  const above = top - GAP_PX - height
  const fits = below + height <= window.innerHeight - EDGE_PX
  return { x: left, y: fits || above < EDGE_PX ? below : above }
}
