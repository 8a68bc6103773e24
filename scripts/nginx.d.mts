/** An nginx of this machine, if one is found. */
export function findNginx(): string | undefined
/** The lines of nginx that the guide shows: what belongs into `http {}`. */
export function nginxLines(): string
/** A whole config with those lines, or with others: nginx writes into `dir` and listens on `port` of this machine. */
export function nginxConfig(given: {
  readonly dir: string
  readonly port: number
  readonly hubPort: number
  readonly lines?: string
}): string
