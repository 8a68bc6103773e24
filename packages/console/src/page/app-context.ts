import type { Deed } from '@rookery/sandbox'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { PageStore } from '../live/store.js'
import type { PageLanguage, Say } from '../words/words.js'

/** Everything the parts of the page share. It changes with the language alone; `usePage` reads what changes. */
export interface PageContext {
  /** Asks the sandbox; its `state` is for handlers, since reading it draws nothing anew. */
  readonly store: PageStore
  readonly language: PageLanguage
  readonly say: Say
  /** Has somebody do something; a refusal is shown. Whether it was done. */
  act(by: number, deed: Deed): Promise<boolean>
  /** Tries something; what goes wrong is shown. */
  attempt<T>(what: () => Promise<T>): Promise<T | undefined>
  toast(text: string, isBad?: boolean): void
  copy(text: string): void
}

export const AppContext = createContext<PageContext | undefined>(undefined)

export function useApp(): PageContext {
  const app = useContext(AppContext)
  if (!app) throw new TypeError('a part of the page stands outside of the app')
  return app
}
