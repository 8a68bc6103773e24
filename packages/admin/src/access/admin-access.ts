/** Who may come in, and from where; a reload may change it. */
export interface AdminAccess {
  readonly adminToken: string
  readonly viewerToken?: string | undefined
  /** Opens `/metrics` alone. */
  readonly metricsToken?: string | undefined
  /**
   * Where logins are taken. `loopback`: from this machine, and from elsewhere over TLS. `anywhere`: unencrypted, too. `off`: no
   * page and no login, programs on this machine alone.
   */
  readonly console: 'off' | 'loopback' | 'anywhere'
  /** A proxy in front says by `X-Forwarded-Proto` and `X-Forwarded-For` how a request came. Nobody else must reach the port. */
  readonly behindProxy: boolean
  /** Host names besides the one that a request names, from which pages may come: `bot.example.com`. */
  readonly hosts?: readonly string[] | undefined
}
