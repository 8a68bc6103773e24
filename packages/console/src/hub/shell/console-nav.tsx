import { useLayoutEffect, useRef } from 'preact/hooks'
import { useHub, useHubState, useIsAdmin } from '../page/hub-context.js'
import { ADMIN_PAGES, PAGES, type PageName, routeHash } from '../page/route.js'

/** Links to the pages: a column, or a strip on a narrow screen. */
export function ConsoleNav({ page }: { readonly page: PageName }) {
  const { say } = useHub()
  const isAdmin = useIsAdmin()
  const nav = useRef<HTMLElement>(null)
  useLayoutEffect(() => showCurrent(nav.current), [page])
  return (
    <nav class="console-nav" aria-label={say('pages')} ref={nav}>
      {PAGES.filter((name) => isAdmin || !ADMIN_PAGES.has(name)).map((name) => (
        <a
          key={name}
          class="nav-link"
          href={routeHash(name)}
          data-page={name}
          {...(name === page ? { 'aria-current': 'page' as const } : {})}
        >
          {say(`page_${name}`)}
          {name === 'overview' ? <ProblemCount /> : null}
        </a>
      ))}
    </nav>
  )
}

/** Scrolls the strip so that the link of this page is seen. */
function showCurrent(nav: HTMLElement | null): void {
  const link = nav?.querySelector<HTMLElement>('[aria-current]')
  if (!nav || !link) return
  nav.scrollLeft = link.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2
}

function ProblemCount() {
  const { say } = useHub()
  const count = useHubState(({ hub }) => hub?.problems.length ?? 0)
  if (count === 0) return null
  return (
    <span class="nav-count">
      <span class="only-heard">{say('problems')}: </span>
      {count}
    </span>
  )
}
