import { useState } from 'preact/hooks'
import { ApiFailed } from '../live/api-failed.js'
import { failureText } from '../page/failure-text.js'
import { useHub, useHubState } from '../page/hub-context.js'
import type { HubWord } from '../words/hub-words.js'

const ENDED: Readonly<Record<'expired' | 'logged_out' | 'link_used', HubWord>> = {
  expired: 'login_expired',
  logged_out: 'logged_out',
  link_used: 'login_link_used',
}

/** Asks for a token, where no link and no session has opened the page. */
export function Login() {
  const { say } = useHub()
  const ended = useHubState((page) => page.ended)
  const { failure, isBusy, submit } = useLogin()
  const [token, setToken] = useState('')
  return (
    <section class="login box">
      <h1>{say('login')}</h1>
      {ended ? <p class="hint">{say(ENDED[ended])}</p> : null}
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          void submit(token)
        }}
      >
        <label class="field">
          <span>{say('login_token')}</span>
          <input
            type="password"
            autocomplete="current-password"
            required
            value={token}
            onInput={(event) => setToken(event.currentTarget.value)}
          />
        </label>
        {failure ? (
          <p class="failure" role="alert">
            {failure}
          </p>
        ) : null}
        <button type="submit" class="button button-main" disabled={isBusy}>
          {say('login')}
        </button>
      </form>
      <p class="dim">{say('login_hint')}</p>
    </section>
  )
}

function useLogin() {
  const { say, store } = useHub()
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const submit = async (token: string): Promise<void> => {
    setBusy(true)
    try {
      await store.login(token.trim())
    } catch (error) {
      if (!(error instanceof ApiFailed)) throw error
      setFailure(failureText(error, say))
      setBusy(false)
    }
  }
  return { failure, isBusy, submit }
}
