import { useHub } from '../page/hub-context.js'
import { useNow } from '../page/use-now.js'
import { agoText, dateText } from '../words/spans.js'

/** A time as how long ago it is, with the date when pointed at. */
export function Ago({ at }: { readonly at: number }) {
  const { say, language } = useHub()
  return (
    <time dateTime={new Date(at).toISOString()} title={dateText(at, language)}>
      {agoText(at, useNow(), say)}
    </time>
  )
}
