import type { Deed } from '@rookery/sandbox'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { PageState } from '../live/page-state.js'
import type { Store } from '../live/store.js'
import type { Language, Say } from '../words/words.js'

/** What every part of the page may need. */
export interface App {
  readonly store: Store
  readonly state: PageState
  readonly language: Language
  readonly say: Say
  /** Has somebody do something; a refusal is shown. Whether it was done. */
  act(by: number, deed: Deed): Promise<boolean>
  /** Tries something; what goes wrong is shown. */
  attempt<T>(what: () => Promise<T>): Promise<T | undefined>
  toast(text: string, isBad?: boolean): void
  copy(text: string): void
}

export const AppContext = createContext<App | undefined>(undefined)

export function useApp(): App {
  const app = useContext(AppContext)
  if (!app) throw new TypeError('a part of the page stands outside of the app')
  return app
}
