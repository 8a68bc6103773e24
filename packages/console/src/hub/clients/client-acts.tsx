import { useState } from 'preact/hooks'
import { Prompt, type PromptQuestion } from '../../parts/prompt.js'
import { type HubContext, useHub } from '../page/hub-context.js'
import { visibleName } from '../parts/name.js'
import type { ActAnswer, ClientState } from '../wire/wire.js'
import { ReplayDialog } from './replay-dialog.js'

/** Buttons for what an operator may do about a client; each asks first. */
export function ClientActs({ client }: { readonly client: ClientState }) {
  const hub = useHub()
  const { say } = hub
  const [question, setQuestion] = useState<PromptQuestion>()
  const [isReplaying, setReplaying] = useState(false)
  const ask = (act: SimpleAct) => setQuestion(questionOf(hub, client, act))
  const isAway = client.connections.length === 0
  return (
    <div class="acts">
      <button type="button" class="button" disabled={isAway} onClick={() => ask('disconnect')}>
        {say('act_disconnect')}
      </button>
      <button type="button" class="button" onClick={() => setReplaying(true)}>
        {say('act_replay')}
      </button>
      <button type="button" class="button" onClick={() => ask('jump')}>
        {say('act_jump')}
      </button>
      <button type="button" class="button" disabled={isAway} onClick={() => ask('drain')}>
        {say('act_drain')}
      </button>
      {question ? <Prompt question={question} onClose={() => setQuestion(undefined)} /> : null}
      {isReplaying ? (
        <ReplayDialog
          name={nameOf(client)}
          onClose={() => setReplaying(false)}
          onAnswer={(since) => void act(hub, client, 'replay', { since })}
        />
      ) : null}
    </div>
  )
}

type SimpleAct = 'disconnect' | 'jump' | 'drain'

const nameOf = ({ name, app_id }: ClientState): string => visibleName(name, app_id.slice(0, 16))

function questionOf(hub: HubContext, client: ClientState, what: SimpleAct): PromptQuestion {
  const { say } = hub
  return {
    title: say(`ask_${what}`, { name: nameOf(client) }),
    text: say(`ask_${what}_text`, { n: client.lag_events }),
    isDanger: what !== 'drain',
    onAnswer: () => void act(hub, client, what, {}),
  }
}

async function act(
  { store, attempt, toast, say }: HubContext,
  { name, app_id }: ClientState,
  what: SimpleAct | 'replay',
  body: object,
): Promise<void> {
  const path = `clients/${encodeURIComponent(name ?? app_id)}/${what}`
  const answer = await attempt(() => store.api.post<ActAnswer>(path, body))
  if (!answer) return
  const { connections, events } = answer
  toast(say('act_done', { connections, events }))
}
