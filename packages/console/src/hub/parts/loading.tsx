import type { ComponentChildren } from 'preact'
import { useHub } from '../page/hub-context.js'
import type { Loaded } from '../page/use-load.js'

/** What was loaded, or that it is being loaded, or why it was not. */
export function Loading<T>(props: {
  readonly of: Loaded<T>
  readonly children: (data: T) => ComponentChildren
}) {
  const { of, children } = props
  const { say } = useHub()
  return (
    <>
      {of.failure ? (
        <p class="failure" role="alert">
          {of.failure}{' '}
          <button type="button" class="button button-small" onClick={of.reload}>
            {say('try_again')}
          </button>
        </p>
      ) : null}
      {of.data === undefined ? (
        of.failure ? null : (
          <p class="dim">{say('loading_short')}</p>
        )
      ) : (
        children(of.data)
      )}
    </>
  )
}
