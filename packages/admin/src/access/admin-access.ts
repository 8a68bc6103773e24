/** Rules of the operator's door: tokens, and places to come from. A reload may change them. */
export interface AdminAccess {
  readonly adminToken: string
  readonly viewerToken?: string | undefined
  /** Opens `/metrics` alone. */
  readonly metricsToken?: string | undefined
  /**
   * Places from which logins are taken. `loopback`: from this machine, and from elsewhere over TLS. `anywhere`: unencrypted, too. `off`: no
   * page and no login, programs on this machine alone.
   */
  readonly console: 'off' | 'loopback' | 'anywhere'
  /** A proxy in front says by `X-Forwarded-Proto` and `X-Forwarded-For` how a request came. Nobody else must reach the port. */
  readonly behindProxy: boolean
  /** Host names besides the one that a request names, from which pages may come: `bot.example.com`. */
  readonly hosts?: readonly string[] | undefined
}
