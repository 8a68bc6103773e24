import { useState } from 'preact/hooks'
import { useHub } from '../page/hub-context.js'
import type { CallAnswer } from '../wire/wire.js'
import type { FormFault, readForm } from './read-form.js'

export interface CallResult {
  readonly answer: CallAnswer
  readonly tookMs: number
}

/** Calls an action, if its form is in order. */
export function useCall(action: string) {
  const { store, attempt } = useHub()
  const [faults, setFaults] = useState<readonly FormFault[]>([])
  const [result, setResult] = useState<CallResult>()
  const [isBusy, setBusy] = useState(false)
  const call = async (account: string, reading: ReturnType<typeof readForm>): Promise<void> => {
    if ('faults' in reading) return setFaults(reading.faults)
    setFaults([])
    setBusy(true)
    const start = performance.now()
    const body = { ...(account === '' ? {} : { account }), action, params: reading.params }
    const answer = await attempt(() => store.api.post<CallAnswer>('call', body))
    setBusy(false)
    if (answer) setResult({ answer, tookMs: Math.round(performance.now() - start) })
  }
  return { faults, result, isBusy, call }
}
