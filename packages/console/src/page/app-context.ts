import type { Deed } from '@rookery/sandbox'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Store } from '../live/store.js'
import type { Language, Say } from '../words/words.js'

/** Everything the parts of the page share. It changes with the language alone; `usePage` reads what changes. */
export interface App {
  /** Asks the sandbox; its `state` is for handlers, since reading it draws nothing anew. */
  readonly store: Store
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
