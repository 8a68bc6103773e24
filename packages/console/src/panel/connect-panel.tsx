import type { PageAccountInfo, PageLink } from '@rookery/sandbox'
import { useState } from 'preact/hooks'
import { nicknameOf } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { Avatar } from '../parts/avatar.js'
import { IconButton } from '../parts/icon.js'
import { BotTrouble } from '../trouble/bot-trouble.js'
import { snippetsFor } from './snippets.js'

/** Instructions for connecting a bot: address, token, and settings to paste. */
export function ConnectPanel() {
  const { say } = useApp()
  const { accounts, bot } = usePage(({ info }) => info)
  const isAlone = accounts.every(({ connected }) => connected === 0)
  return (
    <div class="panel">
      {bot ? <BotTrouble bot={bot} /> : null}
      {isAlone && !bot ? (
        <div class="hint">
          <strong>{say('nobody_connected')}</strong>
          <p>{say('nobody_connected_hint')}</p>
        </div>
      ) : null}
      {accounts.map((account) => (
        <Account key={account.self_id} account={account} />
      ))}
    </div>
  )
}

function Account({ account }: { readonly account: PageAccountInfo }) {
  const { say } = useApp()
  const { self_id, urls, connected } = account
  const name = usePage((state) => nicknameOf(state, self_id))
  return (
    <section class="box">
      <header class="box-head">
        <Avatar id={self_id} name={name} kind="bot" size="small" />
        <h2>{name}</h2>
        <span class="dim">{self_id}</span>
        <span class="spring" />
        <span class={connected > 0 ? 'state state-on' : 'state'}>{say('connected_n', { n: connected })}</span>
      </header>
      {urls.length === 0 ? <p class="dim">{say('no_links')}</p> : null}
      {urls.map((link) => (
        <LinkRow key={link.type + link.url} link={link} />
      ))}
      <Snippets account={account} />
    </section>
  )
}

function LinkRow({ link }: { readonly link: PageLink }) {
  const { say, copy } = useApp()
  return (
    <dl class="link-row">
      <dt>{link.type}</dt>
      <dd>
        <span>
          <code>{link.url}</code> {link.token ? null : <span class="dim">{say('no_token')}</span>}
          {link.taken_port === undefined ? null : (
            <span class="badge badge-owner">{say('port_taken', { port: link.taken_port })}</span>
          )}
        </span>
        <IconButton name="copy" label={`${say('copy')}: ${link.url}`} onClick={() => copy(link.url)} />
      </dd>
      {link.token ? (
        <>
          <dt>{say('token')}</dt>
          <dd>
            <code>{link.token}</code>
            <IconButton
              name="copy"
              label={`${say('copy')}: ${say('token')}`}
              onClick={() => copy(link.token ?? '')}
            />
          </dd>
        </>
      ) : null}
    </dl>
  )
}

function Snippets({ account }: { readonly account: PageAccountInfo }) {
  const { say, copy } = useApp()
  const snippets = snippetsFor(account)
  const [chosen, setChosen] = useState('')
  const shown = snippets.find(({ name }) => name === chosen) ?? snippets[0]
  if (!shown) return null
  return (
    <>
      <div class="tabs tabs-small" role="tablist" aria-label={say('show_how')}>
        {snippets.map(({ name }) => (
          <button
            key={name}
            type="button"
            role="tab"
            class="tab"
            aria-selected={name === shown.name}
            onClick={() => setChosen(name)}
          >
            {name}
          </button>
        ))}
      </div>
      <div class="snippet">
        <div class="snippet-head">
          <span class="dim">{shown.file}</span>
          <button type="button" class="text-button" onClick={() => copy(shown.text)}>
            {say('copy')}
          </button>
        </div>
        <pre>{shown.text}</pre>
      </div>
    </>
  )
}
