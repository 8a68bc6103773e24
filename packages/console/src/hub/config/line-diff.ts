/** A line of a diff: in both texts, only in the new one, or only in the old one. */
export interface DiffLine {
  readonly is: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Lines between the equal beginnings and ends beyond which a diff is not looked for: all of them are changed. */
const MOST_CELLS = 4_000_000

/** The lines of two texts, told apart. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  const most = Math.min(a.length, b.length) - start
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return [
    ...linesOf('same', a.slice(0, start)),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...linesOf('same', a.slice(a.length - end)),
  ]
}

const linesOf = (is: DiffLine['is'], lines: readonly string[]): readonly DiffLine[] =>
  lines.map((text) => ({ is, text }))

function middle(a: readonly string[], b: readonly string[]): readonly DiffLine[] {
  if ((a.length + 1) * (b.length + 1) > MOST_CELLS) return [...linesOf('removed', a), ...linesOf('added', b)]
  const width = b.length + 1
  const longest = longestCommon(a, b, width)
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [one, other] = [a[i], b[j]]
    if (one !== undefined && one === other) {
      lines.push({ is: 'same', text: one })
      i++
      j++
    } else if (
      one !== undefined &&
      (other === undefined || at(longest, (i + 1) * width + j) >= at(longest, i * width + j + 1))
    ) {
      lines.push({ is: 'removed', text: one })
      i++
    } else {
      lines.push({ is: 'added', text: other ?? '' })
      j++
    }
  }
  return lines
}

const at = (cells: Uint32Array, index: number): number => cells[index] ?? 0

/** Lengths of the longest common subsequences of the ends of both, from each pair of places on. */
function longestCommon(a: readonly string[], b: readonly string[], width: number): Uint32Array {
  const cells = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const cell = i * width + j
      cells[cell] =
        a[i] === b[j]
          ? at(cells, cell + width + 1) + 1
          : Math.max(at(cells, cell + width), at(cells, cell + 1))
    }
  }
  return cells
}

/** A stretch of a diff, or a number of equal lines that are not shown. */
export type DiffPart = { readonly lines: readonly DiffLine[] } | { readonly hidden: number }

/** The changed lines with some equal ones around them. */
export function foldSame(lines: readonly DiffLine[], around = 3): readonly DiffPart[] {
  const isNear = lines.map(() => false)
  lines.forEach((line, index) => {
    if (line.is !== 'same') isNear.fill(true, Math.max(0, index - around), index + around + 1)
  })
  const parts: DiffPart[] = []
  for (let from = 0; from < lines.length; ) {
    let to = from
    while (to < lines.length && isNear[to] === isNear[from]) to++
    parts.push(isNear[from] ? { lines: lines.slice(from, to) } : { hidden: to - from })
    from = to
  }
  return parts
}
