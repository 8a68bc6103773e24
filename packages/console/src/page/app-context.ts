import type { Deed } from '@rookery/sandbox'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { PageStore } from '../live/store.js'
import type { PageLanguage, Say } from '../words/words.js'

/** Services shared by the components. The object changes with the language only; `usePage` reads what changes. */
export interface PageContext {
  /** Sends requests to the sandbox. Its `state` is for event handlers: reading it causes no rendering. */
  readonly store: Pick<PageStore, 'state' | 'watch' | 'ask' | 'act' | 'loadHistory'>
  readonly language: PageLanguage
  readonly say: Say
  /** Performs a deed; a refusal is shown as a toast. Returns whether it succeeded. */
  act(by: number, deed: Deed): Promise<boolean>
  /** Runs `what`; a failure is shown as a toast. */
  attempt<T>(what: () => Promise<T>): Promise<T | undefined>
  toast(text: string, isBad?: boolean): void
  copy(text: string): void
  /** Path under which the page loads a file of a message; the page loads files from nowhere else. */
  mediaPath(segment: {
    readonly type: string
    readonly data: Readonly<Record<string, unknown>>
  }): string | undefined
}

export const AppContext = createContext<PageContext | undefined>(undefined)

export function useApp(): PageContext {
  const app = useContext(AppContext)
  if (!app) throw new TypeError('a part of the page stands outside of the app')
  return app
}
