import { boolean, type Infer, literal, object, partial, refine } from '@rookery/schema'
import { token } from '@rookery/yaml-file'

const SHORTEST_TOKEN = 16

/** A token of the operator. It opens more than those of clients, and is typed by nobody. */
const longToken = refine(token, (text, { at }, { addIssue }) => {
  const isLong = text.length >= SHORTEST_TOKEN
  const allowed = `at least ${SHORTEST_TOKEN} characters, such as the output of: openssl rand -hex 16`
  if (!isLong) addIssue({ ...at, found: 'a shorter token', allowed })
  return isLong
})

/** Keys under `listen:` that are of the operator's side, and not of the hub. */
export const adminKeys = partial({
  admin_token: longToken,
  viewer_token: longToken,
  metrics_token: longToken,
  console: literal(['off', 'loopback', 'anywhere']),
  behind_proxy: boolean,
})

/** Names of the tokens among them. */
export const ADMIN_TOKENS = ['admin_token', 'viewer_token', 'metrics_token'] as const

const adminListen = object(adminKeys)
type AdminListen = Infer<typeof adminListen>

/** The operator's side as the config has it. */
export interface AdminConfig {
  /** Absent: one is made. */
  readonly adminToken?: string | undefined
  readonly viewerToken?: string | undefined
  readonly metricsToken?: string | undefined
  readonly console: 'off' | 'loopback' | 'anywhere'
  readonly behindProxy: boolean
}

/** Reads the keys of the operator's side. */
export const toAdminConfig = (listen: AdminListen = {}): AdminConfig => ({
  adminToken: listen.admin_token,
  viewerToken: listen.viewer_token,
  metricsToken: listen.metrics_token,
  console: listen.console ?? 'loopback',
  behindProxy: listen.behind_proxy ?? false,
})

/** The keys of `listen:` that are the hub's. */
export function hubListen<Listen extends AdminListen>(listen: Listen): Omit<Listen, keyof AdminListen> {
  const {
    admin_token: _admin,
    viewer_token: _viewer,
    metrics_token: _metrics,
    console: _console,
    behind_proxy: _proxy,
    ...rest
  } = listen
  return rest
}

/** Keys under `listen:` by which two configs of the operator's side differ. */
export function changedAdminKeys(before: AdminConfig, after: AdminConfig): readonly string[] {
  return (Object.keys(KEYS) as (keyof AdminConfig)[])
    .filter((name) => before[name] !== after[name])
    .map((name) => `listen.${KEYS[name]}`)
}

const KEYS: { readonly [Name in keyof Required<AdminConfig>]: keyof AdminListen } = {
  adminToken: 'admin_token',
  viewerToken: 'viewer_token',
  metricsToken: 'metrics_token',
  console: 'console',
  behindProxy: 'behind_proxy',
}
