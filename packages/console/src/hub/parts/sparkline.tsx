import { SERIES_POINTS } from '../live/series.js'
import { useHub } from '../page/hub-context.js'
import { rateText } from '../words/spans.js'

const WIDTH = 180
const HEIGHT = 32

/** Recent numbers as a line; screen readers get the last and the greatest. */
export function Sparkline(props: { readonly numbers: readonly number[]; readonly label: string }) {
  const { numbers, label } = props
  const { say } = useHub()
  const most = Math.max(0, ...numbers)
  const now = rateText(numbers.at(-1) ?? 0)
  const told = say('sparkline', { n: numbers.length, now, most: rateText(most) })
  const line = pointsOf(numbers, most)
  return (
    <svg
      class="sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: ${told}`}
    >
      <path class="sparkline-area" d={`M${WIDTH} ${HEIGHT} L${line} V${HEIGHT} Z`} />
      <polyline class="sparkline-line" points={line} />
    </svg>
  )
}

/** Points from right to left, so that the newest stands at the right edge. */
function pointsOf(numbers: readonly number[], most: number): string {
  const step = WIDTH / (SERIES_POINTS - 1)
  const yOf = (value: number) => (most === 0 ? HEIGHT - 1 : HEIGHT - 1 - (value / most) * (HEIGHT - 3))
  const points = [...numbers]
    .reverse()
    .map((value, at) => `${(WIDTH - at * step).toFixed(1)},${yOf(value).toFixed(1)}`)
  return points.length > 0 ? points.join(' ') : `${WIDTH},${HEIGHT - 1}`
}
