import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { useSelected } from '../../page/use-selected.js'
import type { PageLanguage } from '../../words/words.js'
import type { HubPageState } from '../live/hub-page-state.js'
import type { HubStore } from '../live/hub-store.js'
import type { HubSay } from '../words/hub-words.js'

/** Services shared by the pages. The object changes with the language only; `useHubState` reads what changes. */
export interface HubContext {
  readonly store: HubStore
  readonly language: PageLanguage
  readonly say: HubSay
  /** Runs `what`; a failure is shown as a toast. */
  attempt<T>(what: () => Promise<T>): Promise<T | undefined>
  toast(text: string, isBad?: boolean): void
  copy(text: string): void
}

export const HubAppContext = createContext<HubContext | undefined>(undefined)

export function useHub(): HubContext {
  const hub = useContext(HubAppContext)
  if (!hub) throw new TypeError('a part of the page stands outside of the console')
  return hub
}

/** Selects a value from the state of the page; see `useSelected`. */
export const useHubState = <T>(select: (state: HubPageState) => T): T => useSelected(useHub().store, select)

/** Whether this session may act. */
export const useIsAdmin = (): boolean => useHubState(({ session }) => session?.realm === 'admin')
