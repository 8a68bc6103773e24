import type { Parameter } from './declaration.js'

/** Reason why arguments cannot be read: the user's mistake, with what was found. */
export type ArgumentProblem =
  | { readonly is: 'missing'; readonly parameter: Parameter }
  | { readonly is: 'wrong'; readonly parameter: Parameter; readonly found: string }
  | { readonly is: 'refused'; readonly parameter: Parameter; readonly found: string; readonly reason: string }
  | { readonly is: 'unknownOption'; readonly found: string; readonly near: string | undefined }
  | { readonly is: 'noValue'; readonly option: string }
  | { readonly is: 'tooMany'; readonly found: string }
