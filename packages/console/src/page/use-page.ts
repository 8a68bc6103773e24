import type { PageState } from '../live/page-state.js'
import { useApp } from './app-context.js'
import { useSelected } from './use-selected.js'

/**
 * Selects a value from the state of the page. The component is rendered again when the selected value changes by
 * `Object.is`; select a part of the state, or a primitive made from it. A new object each time would render it with
 * every frame.
 */
export function usePage<T>(select: (state: PageState) => T): T {
  return useSelected(useApp().store, select)
}
