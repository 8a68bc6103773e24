/** A cell of the table: one value of each turn, and what is to be reached. */
export interface Cell {
  readonly values: readonly number[]
  readonly goal?: number
  readonly worst?: boolean
}

export interface Judgement {
  readonly low: number
  readonly median: number
  readonly high: number
  readonly verdict: '' | 'met' | 'met, wide' | 'open' | 'missed'
}

export function quantile(numbers: readonly number[], share: number): number
export function paired<Key extends string>(
  dividends: readonly Readonly<Record<Key, number>>[],
  divisors: readonly Readonly<Record<Key, number>>[],
  key: Key,
): number[]
export function meanRun<Run extends Readonly<Record<string, number>>>(runs: readonly Run[]): Run
export function judge(cell: Cell): Judgement
