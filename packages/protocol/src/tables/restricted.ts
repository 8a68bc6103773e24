import { actionFacts } from './facts.gen.js'
import type { Implementation, Summary } from './table.js'

/**
 * Reason why an action is restricted: it ends the program, it reveals keys to the account or the program, or it sends
 * anything it is given in the account's name, which includes the other two.
 */
export type Restriction = 'ends' | 'exposes' | 'anything'

/** Row of the table of restricted actions: the kind of harm, and its reason in words. */
export interface RestrictedRow {
  readonly restriction: Restriction
  /** Continues "this action …". */
  readonly reason: Summary
}

const KEYS = { zh: '会交出账号的登录凭据', en: 'hands out keys that log in as the account' }
const PACKETS = {
  zh: '能以账号的名义向 QQ 发送任意数据',
  en: 'sends anything to QQ in the name of the account',
}

/**
 * Actions that one client must not do to all others. Actions that reveal the keys of media (`get_rkey`) are not
 * included: each picture in an event has them in its URL.
 */
export const restrictedActions = {
  set_restart: {
    restriction: 'ends',
    reason: { zh: '会重启协议端，所有应用都会断线', en: 'restarts the implementation for everybody' },
  },
  bot_exit: {
    restriction: 'ends',
    reason: { zh: '会结束协议端进程', en: 'ends the implementation for everybody' },
  },
  set_config: {
    restriction: 'ends',
    reason: {
      zh: '会替换协议端的全部配置，包括端口和 token',
      en: 'replaces the configuration of the implementation, its ports and tokens included',
    },
  },
  get_cookies: { restriction: 'exposes', reason: KEYS },
  get_csrf_token: { restriction: 'exposes', reason: KEYS },
  get_credentials: { restriction: 'exposes', reason: KEYS },
  get_clientkey: { restriction: 'exposes', reason: KEYS },
  get_config: {
    restriction: 'exposes',
    reason: {
      zh: '会交出协议端的配置，包括其中的 token',
      en: 'hands out the configuration of the implementation, its tokens included',
    },
  },
  send_packet: { restriction: 'anything', reason: PACKETS },
  '.send_packet': { restriction: 'anything', reason: PACKETS },
  send_pb: { restriction: 'anything', reason: PACKETS },
  llonebot_debug: {
    restriction: 'anything',
    reason: { zh: '能调用协议端的任何内部接口', en: 'calls anything inside the implementation' },
  },
} as const satisfies Readonly<Record<string, RestrictedRow>>

/** The name of a restricted action. */
export type RestrictedAction = keyof typeof restrictedActions

const rows: ReadonlyMap<string, RestrictedAction> = new Map(
  (Object.keys(restrictedActions) as RestrictedAction[]).map((name) => [name, name]),
)

/** The name that an implementation may read in a spelling: in lower case, without what stands around it and its suffixes. */
export const plainAction = (action: string): string =>
  action
    .toLowerCase()
    .replace(/^[^a-z]+|[^a-z0-9]+$/g, '')
    .replace(/(?:_async|_rate_limited)+$/, '')

/**
 * The restricted action that a name means, without its suffix. Spellings that an implementation may read as the same
 * one count, too: other case, white space or a dot before it.
 */
export function restrictedAction(action: string): RestrictedAction | undefined {
  const exact = rows.get(action)
  if (exact || /^[a-z][a-z0-9_]*$/.test(action)) return exact
  return rows.get(plainAction(action))
}

/** The restricted actions of an implementation, with the reason. */
export function restrictedOf(
  implementation: Implementation,
): Readonly<Partial<Record<RestrictedAction, RestrictedRow>>> {
  const own = Object.entries(restrictedActions).filter(([name]) =>
    (actionFacts[name as RestrictedAction].source as readonly string[]).includes(implementation),
  )
  return Object.fromEntries(own)
}
