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
  const kept = store.draft?.base === config.base ? store.draft.text : config.text
  const [text, setText] = useState(kept)
  const [put, setPut] = useState({ text: kept })
  const [problems, setProblems] = useState<readonly ConfigProblem[]>()
  const [isBusy, setBusy] = useState(false)
  const isChanged = text !== config.text
  const [failure, setFailure] = useState<string>()
  const post = async (check: boolean): Promise<ConfigSaved | undefined> => {
    const body = { text, base: config.base, ...(check ? { check } : {}) }
    try {
      const told = await store.api.post<ConfigSaved>('config', body)
      setFailure(undefined)
      return told
    } catch (error) {
      if (!(error instanceof ApiFailed)) throw error
      setFailure(failureText(error, say))
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
  const write = (next: string): void => {
    setText(next)
    store.draft = next === config.text ? undefined : { text: next, base: config.base }
  }
  /** Puts another text into the editor. */
  const replace = (next: string): void => {
    write(next)
    setPut({ text: next })
  }
  useEffect(() => {
    if (!isChanged) return undefined
    const timer = setTimeout(() => void check(), CHECK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text])
  return { text, put, write, replace, problems, failure, isChanged, isBusy, check, save }
}
