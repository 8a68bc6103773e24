import type { RefusedKind } from '../log/recent-refusals.js'
import type { Problem } from './problem.js'

const ADVICE: Readonly<Record<number, string>> = {
  400: 'Correct the address or the headers that the program uses.',
  401: 'Give the program the token of the config.',
  403: 'Give the program the right token, or the right to what it asks for.',
  404: 'Correct the path in the address that the program uses.',
  409: 'End the other program of that name, or give one of them another name.',
  429: 'Wait; too many have come at once.',
  503: 'Look at the accounts: none that it wants has been seen yet.',
}
const OTHER_ADVICE = 'Look at the address that the program uses.'

/** Problems of clients and implementations that were not let in, by address and reason. */
export const refusalProblems = (kinds: readonly RefusedKind[]): Problem[] =>
  kinds.map(({ refused: { address, path, status, reason }, count, since }) => ({
    kind: 'connections_refused',
    severity: 'warning',
    subject: `${address} ${status} ${reason}`,
    since,
    text: `refused ${count === 1 ? 'once' : `${count} times`} from ${address} at ${path}: ${reason}`,
    advice: ADVICE[status] ?? OTHER_ADVICE,
    fields: { address, path, status, reason, count },
  }))
