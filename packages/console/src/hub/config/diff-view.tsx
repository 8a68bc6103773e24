import { useMemo } from 'preact/hooks'
import { useHub } from '../page/hub-context.js'
import { type DiffLine, diffLines, foldSame } from './line-diff.js'

const MARKS = { same: ' ', added: '+', removed: '−' } as const

/** The lines in which two texts differ. */
export function DiffView({ before, after }: { readonly before: string; readonly after: string }) {
  const { say } = useHub()
  const lines = useMemo(() => diffLines(before, after), [before, after])
  const count = (is: DiffLine['is']) => lines.filter((line) => line.is === is).length
  return (
    <div>
      <p class="dim">{say('config_lines', { added: count('added'), removed: count('removed') })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="diff" tabIndex={0} aria-label={say('config_save_title')}>
        {foldSame(lines).map((part, at) =>
          'hidden' in part ? (
            <p key={at} class="diff-hidden">
              {say('config_same_lines', { n: part.hidden })}
            </p>
          ) : (
            part.lines.map((line, index) => (
              <p key={`${at}.${index}`} class={`diff-line diff-${line.is}`}>
                <span class="diff-mark">{MARKS[line.is]}</span>
                {line.text}
              </p>
            ))
          ),
        )}
      </section>
    </div>
  )
}
