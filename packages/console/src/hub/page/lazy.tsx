import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useHub } from './hub-context.js'

/** A component whose code is loaded when it is first shown. */
export function lazy<P extends object>(load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  let loaded: FunctionComponent<P> | undefined
  return function Lazy(props: P) {
    const { say } = useHub()
    const [failure, setFailure] = useState(false)
    const [, setLoaded] = useState(loaded !== undefined)
    const fetchCode = () => {
      setFailure(false)
      load().then(
        (component) => {
          loaded = component
          setLoaded(true)
        },
        () => setFailure(true),
      )
    }
    useEffect(() => {
      if (!loaded) fetchCode()
    }, [])
    const Component = loaded
    if (Component) return <Component {...props} />
    return failure ? (
      <p class="page-pad" role="alert">
        {say('unreachable')}{' '}
        <button type="button" class="button button-small" onClick={fetchCode}>
          {say('try_again')}
        </button>
      </p>
    ) : (
      <p class="page-pad dim">{say('loading_short')}</p>
    )
  }
}
