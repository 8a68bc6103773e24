import type { PageBot } from '@rookery/sandbox'
import { useApp } from '../page/app-context.js'

/** Reason why the bot does not run, with the place in its code; the full stack on demand. */
export function BotTrouble({ bot }: { readonly bot: PageBot }) {
  const { say } = useApp()
  if (bot.is === 'ended') {
    return (
      <div class="trouble trouble-bad">
        <div class="trouble-text">
          <strong>{say('bot_ended', { how: bot.how })}</strong>
          {bot.lines ? <pre>{bot.lines}</pre> : null}
        </div>
      </div>
    )
  }
  const { text, at, source, frames } = bot
  return (
    <div class="trouble trouble-bad">
      <div class="trouble-text">
        <strong>{say('bot_crashed')}</strong> {at ? <code>{at}</code> : null}
        <pre>{source === undefined ? text : `${source.trim()}\n\n${text}`}</pre>
        {frames.length > 0 ? (
          <details>
            <summary>{say('bot_frames')}</summary>
            <pre>{frames.join('\n')}</pre>
          </details>
        ) : null}
      </div>
    </div>
  )
}
