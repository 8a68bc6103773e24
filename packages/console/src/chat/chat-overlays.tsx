import type { PageMessage } from '@rookery/sandbox'
import { useState } from 'preact/hooks'
import { privateKey } from '../live/look-up.js'
import type { AnySegment } from '../message/segment-data.js'
import { type PageContext, useApp } from '../page/app-context.js'
import { Dialog } from '../parts/dialog.js'
import type { MenuAnchor } from '../parts/menu.js'
import { Prompt, type PromptQuestion } from '../parts/prompt.js'
import { GroupMenu } from '../people/group-menu.js'
import { PersonMenu } from '../people/person-menu.js'
import { ForwardTo } from './forward-to.js'
import { ForwardViewer } from './forward-view.js'
import { MessageMenu } from './message-menu.js'

/** A menu or dialog over a chat; at most one is open. */
export type Overlay =
  | { readonly is: 'message'; readonly message: PageMessage; readonly at: MenuAnchor }
  | { readonly is: 'person'; readonly user_id: number; readonly at: MenuAnchor }
  | { readonly is: 'chat'; readonly at: MenuAnchor }
  | { readonly is: 'image'; readonly path: string }
  | { readonly is: 'forward'; readonly segment: AnySegment }
  | { readonly is: 'forward_to'; readonly messages: readonly PageMessage[]; readonly isMerged: boolean }
  | { readonly is: 'question'; readonly question: PromptQuestion }

export interface ChatOverlaysProps {
  readonly chat: string
  readonly me: number
  readonly overlay: Overlay | undefined
  readonly onOverlay: (overlay: Overlay | undefined) => void
  readonly onReply: (message: PageMessage) => void
  readonly onMention: (user_id: number) => void
  /** Starts the selection with a message. */
  readonly onSelect: (message_id: number) => void
  readonly onForwarded: () => void
  readonly onOpenChat: (chat: string) => void
  readonly onSwitch: (user_id: number) => void
}

export function ChatOverlays(props: ChatOverlaysProps) {
  const [question, setQuestion] = useState<PromptQuestion>()
  return (
    <>
      <Shown {...props} onAsk={setQuestion} />
      {question ? <Prompt question={question} onClose={() => setQuestion(undefined)} /> : null}
    </>
  )
}

function Shown(props: ChatOverlaysProps & { readonly onAsk: (question: PromptQuestion) => void }) {
  const { chat, me, overlay, onOverlay, onOpenChat } = props
  const app = useApp()
  const { say } = app
  const onClose = () => onOverlay(undefined)
  switch (overlay?.is) {
    case undefined:
      return null
    case 'message':
      return (
        <MessageMenu
          {...overlay}
          me={me}
          onClose={onClose}
          onReply={() => props.onReply(overlay.message)}
          onForward={() => onOverlay({ is: 'forward_to', messages: [overlay.message], isMerged: false })}
          onSelect={() => props.onSelect(overlay.message.message_id)}
          onTranscript={() => void copyTranscript(app, chat, overlay.message.seq)}
          onTest={(count) => void copyTest(app, chat, count)}
        />
      )
    case 'person':
      return (
        <PersonMenu
          {...props}
          {...overlay}
          onClose={onClose}
          onPrivateChat={(user_id) => onOpenChat(privateKey(me, user_id))}
        />
      )
    case 'chat':
      return <GroupMenu {...props} at={overlay.at} onClose={onClose} />
    case 'image':
      return (
        <Dialog title={say('image')} onClose={onClose} isWide>
          <img class="whole-image" src={overlay.path} alt={say('image')} />
        </Dialog>
      )
    case 'forward':
      return (
        <ForwardViewer
          segment={overlay.segment}
          chat={chat}
          me={me}
          onClose={onClose}
          onOpenImage={(path) => onOverlay({ is: 'image', path })}
        />
      )
    case 'forward_to':
      return <ForwardTo {...overlay} me={me} onClose={onClose} onForwarded={props.onForwarded} />
    case 'question':
      return <Prompt question={overlay.question} onClose={onClose} />
  }
}

async function copyTranscript(
  { store, attempt, copy, language }: PageContext,
  chat: string,
  from_seq: number,
): Promise<void> {
  const text = await attempt(() => store.ask({ ask: 'transcript', chat, from_seq, language }))
  if (typeof text === 'string') copy(text)
}

async function copyTest(
  { store, attempt, copy, language }: PageContext,
  chat: string,
  count: number,
): Promise<void> {
  const text = await attempt(() => store.ask({ ask: 'chat_test', chat, count, language }))
  if (typeof text === 'string') copy(text)
}
