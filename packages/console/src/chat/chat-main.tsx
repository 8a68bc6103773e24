import type { PageMessage } from '@rookery/sandbox'
import { useCallback, useState } from 'preact/hooks'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { TroubleLines } from '../trouble/trouble-lines.js'
import { blockedReason } from './blocked.js'
import { ChatMessages, type GoTo } from './chat-messages.js'
import type { Overlay } from './chat-overlays.js'
import { Composer } from './composer.js'
import type { Mention } from './draft.js'
import { JoinLine } from './join-line.js'
import { SelectionBar } from './selection-bar.js'
import type { Selection } from './use-selection.js'

export interface ChatMainProps {
  readonly chat: string
  readonly me: number
  readonly selection: Selection | undefined
  readonly replyTo: PageMessage | undefined
  readonly dropped: FileList | undefined
  readonly called: Mention | undefined
  /** Starts a reply to a message, or cancels it. */
  readonly onReply: (message: PageMessage | undefined) => void
  readonly onOverlay: (overlay: Overlay) => void
  /** Ends the selection. */
  readonly onSelected: () => void
}

/** The messages of a chat, above the composer or the actions for selected messages. */
export function ChatMain(props: ChatMainProps) {
  const { chat, me, selection, onReply, onOverlay, onSelected } = props
  const { say } = useApp()
  const blocked = usePage((state) => blockedReason(state, say, chat, me))
  const [goTo, setGoTo] = useState<GoTo>({ times: 0 })
  const go = useCallback(
    (key?: string) => setGoTo(({ times }) => ({ times: times + 1, ...(key === undefined ? {} : { key }) })),
    [],
  )
  return (
    <div class="chat-main">
      <ChatMessages {...{ chat, me, goTo, selection, onOverlay, onReply }} onGoTo={go} />
      <TroubleLines chat={chat} />
      <JoinLine chat={chat} me={me} />
      {selection ? (
        <SelectionBar
          chat={chat}
          selection={selection}
          onForward={(messages, isMerged) => onOverlay({ is: 'forward_to', messages, isMerged })}
          onDone={onSelected}
        />
      ) : null}
      <div hidden={selection !== undefined}>
        <Composer
          {...props}
          key={me}
          blocked={blocked}
          onReplyDone={() => onReply(undefined)}
          onSent={() => go()}
        />
      </div>
    </div>
  )
}
