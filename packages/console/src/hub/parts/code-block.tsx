import { useHub } from '../page/hub-context.js'

/** Longest text that is shown. */
const MOST_CHARS = 100_000

/** A text in a fixed-width font, with a button that copies all of it; a long one is cut. */
export function CodeBlock(props: { readonly text: string; readonly label: string }) {
  const { text, label } = props
  const { say, copy } = useHub()
  const isLong = text.length > MOST_CHARS
  return (
    <div class="code-block">
      <div class="code-head">
        <h3>{label}</h3>
        <button type="button" class="text-button" onClick={() => copy(text)}>
          {say('copy')}
        </button>
      </div>
      {isLong ? <p class="dim">{say('row_whole_cut', { n: text.length })}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre tabIndex={0}>{isLong ? text.slice(0, MOST_CHARS) : text}</pre>
    </div>
  )
}

/** A value as JSON text over several lines. */
export const jsonText = (value: unknown): string => JSON.stringify(value, null, 2) ?? ''
