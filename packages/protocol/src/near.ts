/** The one of `words` that was probably meant: at most a third of its letters are wrong, missing, extra or swapped. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const [best] = byDistance(word, words)
  return best && best.distance <= Math.max(1, Math.floor(best.candidate.length / 3))
    ? best.candidate
    : undefined
}

/** Returns the `words` most like `word`, the nearest first, however far they are. */
export const nearestOf = (word: string, words: readonly string[], count: number): readonly string[] =>
  byDistance(word, words)
    .slice(0, count)
    .map(({ candidate }) => candidate)

const beginning = (text: string): string => text.slice(0, COMPARED_CHARACTERS).toLowerCase()

const byDistance = (word: string, words: readonly string[]) =>
  words
    .map((candidate) => ({ candidate, distance: editDistance(beginning(word), beginning(candidate)) }))
    .sort((a, b) => a.distance - b.distance)

/** A suggestion to append to an error; undefined if nothing is similar. */
export function didYouMean(word: string, words: readonly string[]): string | undefined {
  const near = nearest(word, words)
  return near === undefined ? undefined : `did you mean "${near}"?`
}

/** Characters that are compared: the distance of two long texts takes long to tell, and names differ earlier. */
const COMPARED_CHARACTERS = 64

/** Levenshtein distance in which two swapped neighbours count once. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  const cost = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    rows.push(row)
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row.push(
        Math.min(
          cost(i - 1, j) + 1,
          cost(i, j - 1) + 1,
          cost(i - 1, j - 1) + same,
          swapped ? cost(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
  }
  return cost(a.length, b.length)
}
