import type { ForwardView as Forward, PageMessage } from '@rookery/sandbox'
import { useEffect, useState } from 'preact/hooks'
import { type AnySegment, messageSegments, textAt } from '../message/segment-data.js'
import { useApp } from '../page/app-context.js'
import { Avatar } from '../parts/avatar.js'
import { Dialog } from '../parts/dialog.js'
import { timeText } from '../words/times.js'
import { SegmentView } from './segment.js'

/** The messages of a merged forward. A nested forward replaces it when opened. */
export function ForwardViewer(props: {
  readonly segment: AnySegment
  readonly chat: string
  readonly me: number
  readonly onClose: () => void
  readonly onOpenImage: (path: string) => void
}) {
  const { store, say, language, attempt } = useApp()
  const [segment, setSegment] = useState(props.segment)
  const [forward, setForward] = useState<Forward>()
  useEffect(() => {
    const forward_id = textAt(segment, 'id')
    void attempt(() => store.ask({ ask: 'forward', forward_id })).then((data) => setForward(data as Forward))
  }, [segment])
  return (
    <Dialog title={say('chat_history')} onClose={props.onClose}>
      <div class="forward">
        {forward?.nodes.map((node, at) => (
          <div class="forward-node" key={at}>
            <Avatar id={node.user_id} name={node.nickname} size="small" />
            <div>
              <div class="sender">
                <span class="sender-name">{node.nickname}</span>
                <span class="dim">{timeText(node.time * 1000, Date.now(), language, say)}</span>
              </div>
              <div class="bubble">
                {messageSegments(node.message as PageMessage['message']).map((each, index) => (
                  <SegmentView key={index} {...props} segment={each} onOpenForward={setSegment} />
                ))}
              </div>
            </div>
          </div>
        ))}
      </div>
    </Dialog>
  )
}
