import { useEffect, useState } from 'preact/hooks'
import { ApiFailed } from '../live/api-failed.js'
import { failureText } from '../page/failure-text.js'
import { useHub } from '../page/hub-context.js'
import type { ConfigAnswer, ConfigProblem, ConfigSaved } from '../wire/wire.js'

/** Pause in writing after which a text is checked. */
const CHECK_AFTER_MS = 800

/** A text of the config as it is written, what is wrong with it, and what saving gave. */
export function useConfig(config: ConfigAnswer, onSaved: (report: object | undefined) => void) {
  const { store, toast, say } = useHub()
  const draft = useDraft(config)
  const { text, base, isChanged } = draft
  const [problems, setProblems] = useState<readonly ConfigProblem[]>()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const post = async (check: boolean): Promise<ConfigSaved | undefined> => {
    try {
      const told = await store.api.post<ConfigSaved>('config', { text, base, ...(check ? { check } : {}) })
      setFailure(undefined)
      return told
    } catch (error) {
      if (!(error instanceof ApiFailed)) throw error
      setFailure(error.code === 'conflict' ? say('config_conflict') : failureText(error, say))
      return undefined
    }
  }
  const check = async (): Promise<void> => {
    const told = await post(true)
    if (told) setProblems(told.problems)
  }
  const save = async (): Promise<void> => {
    setBusy(true)
    const told = await post(false)
    setBusy(false)
    if (!told) return
    setProblems(told.problems)
    if (told.problems.length > 0) return
    store.draft = undefined
    toast(say('config_saved'))
    onSaved(told.report)
  }
  useEffect(() => {
    if (!isChanged) return undefined
    const timer = setTimeout(() => void check(), CHECK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text])
  return { ...draft, problems, failure, isBusy, check, save }
}

/**
 * The text that is written. A draft outlives the page, with the base that it was made from: when the file has changed
 * meanwhile, the hub refuses it, until it is discarded.
 */
function useDraft(config: ConfigAnswer) {
  const { store } = useHub()
  const [base, setBase] = useState(store.draft?.base ?? config.base)
  const [put, setPut] = useState({ text: store.draft?.text ?? config.text })
  const [text, setText] = useState(put.text)
  const write = (next: string): void => {
    setText(next)
    store.draft = next === config.text ? undefined : { text: next, base }
  }
  /** Puts another text into the editor. */
  const replace = (next: string): void => {
    if (next === config.text) setBase(config.base)
    write(next)
    setPut({ text: next })
  }
  return { text, base, put, write, replace, isChanged: text !== config.text }
}
