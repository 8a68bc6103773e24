import { useMemo } from 'preact/hooks'
import { useHub, useHubState } from '../page/hub-context.js'
import { visibleName } from './name.js'
import { Pick } from './pick.js'

/** A choice among the accounts; with `all`, the empty value stands for all of them. */
export function AccountPick(props: {
  readonly value: string
  readonly all?: string
  readonly onPick: (self_id: string) => void
}) {
  const { say } = useHub()
  const accounts = useHubState(({ hub }) => hub?.accounts)
  const options = useMemo(
    () =>
      (accounts ?? []).map(({ self_id, nickname }) => {
        const name = visibleName(nickname, '')
        return [self_id, name === '' ? self_id : `${name} ${self_id}`] as const
      }),
    [accounts],
  )
  return (
    <Pick
      label={say('account')}
      value={props.value}
      options={props.all === undefined ? options : [['', props.all], ...options]}
      onPick={props.onPick}
    />
  )
}
