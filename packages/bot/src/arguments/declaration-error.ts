import { BotUsageError } from '../errors.js'

/** Range of characters in a declaration. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A declaration that cannot be read, with a caret under the place. */
export function declarationError(declaration: string, { start, end }: Span, sentence: string): BotUsageError {
  const carets = '^'.repeat(Math.max(1, end - start))
  return new BotUsageError(
    'bad_declaration',
    `${sentence}\n  ${declaration}\n  ${' '.repeat(widthOf(declaration.slice(0, start)))}${carets}`,
  )
}

/** Chinese letters are two columns wide in a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, letter) => sum + (/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]/.test(letter) ? 2 : 1),
    0,
  )
