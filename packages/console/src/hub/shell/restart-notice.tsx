import { useEffect } from 'preact/hooks'
import { useHub, useHubState } from '../page/hub-context.js'

/** Says once that the hub has started anew beneath the page. */
export function RestartNotice() {
  const { say, toast } = useHub()
  const restarts = useHubState((page) => page.restarts)
  useEffect(() => {
    if (restarts > 0) toast(say('hub_restarted'))
  }, [restarts])
  return null
}
