import type { Actions } from './action.js'

export const implementationHandlers = {
  get_status: { events: [], refuses: [], run: () => STATUS },
  get_version_info: { events: [], refuses: [], run: () => VERSION },
  // The operator of the sandbox sees the call, and may take the account offline for a while.
  set_restart: { events: [], refuses: [], isAsync: true, run: () => null },
  clean_cache: { events: [], refuses: [], run: () => null },
  get_robot_uin_range: { events: [], refuses: [], run: () => ROBOTS },
} as const satisfies Actions

/** Status of an online account. An offline account answers nothing, so every reader sees this one. */
export const STATUS = {
  online: true,
  good: true,
  app_initialized: true,
  app_enabled: true,
  plugins_good: null,
  app_good: true,
  stat: {},
} as const

const VERSION = {
  app_name: 'rookery-sandbox',
  app_version: '0.1.0',
  protocol_version: 'v11',
  app_full_name: 'rookery-sandbox 0.1.0',
} as const

/** Number ranges that QQ reserves for its own robots. */
const ROBOTS = [
  { minUin: '2854196301', maxUin: '2854216399' },
  { minUin: '3889000000', maxUin: '3889999999' },
] as const
