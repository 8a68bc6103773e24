import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Admin, type AdminAccess, type AdminHub, createAdmin, type LogRing } from '@rookery/admin'
import { consoleFolder } from '@rookery/console'
import type { Log } from '@rookery/hub'
import type { Environment } from '@rookery/yaml-file'
import type { RunningHub } from '../cli/command-context.js'
import type { ChosenConfig } from '../config/choose-config.js'
import { version } from '../version.js'
import { type AdminPlace, openAdminPlace } from './admin-place.js'
import { keptToken, newToken } from './admin-token.js'
import { ConfigFile } from './config-file.js'
import { ConfigVersions } from './config-versions.js'
import { consoleUrl } from './console-url.js'
import { sessionFile } from './session-file.js'

/** Parts that the operator's side of `rookery up` uses. */
export interface OpenAdminContext {
  readonly env: Environment
  readonly cwd: string
  readonly log: Log
  readonly ring: LogRing
  /** True where the hub keeps events in the folder of its config. */
  readonly keepsEvents: boolean
  /** Reads the config again. */
  readonly reload: () => Promise<{ readonly report: object } | { readonly problems: string }>
}

/** The operator's side of a hub that `rookery up` starts. */
export interface OpenedAdmin {
  readonly extension: Admin
  /** Answers for this hub from now on. */
  attach(hub: RunningHub): void
  /** Puts another config in force. */
  follow(config: ChosenConfig): void
  /** Address of the console with a login link; undefined where there is no console. */
  consoleUrl(hubUrl: string): string | undefined
}

/** Opens the operator's side of a hub. Without a token in the config one is made, and kept for the commands of this user. */
export function openAdmin(config: ChosenConfig, context: OpenAdminContext): OpenedAdmin {
  const place = placeOf(config, context)
  let made: string | undefined
  const accessOf = ({ admin, options }: ChosenConfig): AdminAccess => {
    if (admin.adminToken === undefined) made ??= madeToken(place, context.log)
    return { ...admin, adminToken: admin.adminToken ?? made ?? '', hosts: options.listen.hosts }
  }
  let current = config
  const extension = createAdmin({
    access: accessOf(config),
    version: version(),
    staticFolder: consoleFolder,
    log: context.ring,
    sessions: place && sessionFile(place.sessionsFile),
    reload: context.reload,
    config: configOf(config, context),
  })
  return {
    extension,
    attach(hub) {
      if (isShown(hub)) extension.attach(hub)
    },
    follow(next) {
      current = next
      extension.allow(accessOf(next))
    },
    consoleUrl(hubUrl) {
      if (current.admin.console === 'off' || !existsSync(new URL('index.html', consoleFolder)))
        return undefined
      return consoleUrl(hubUrl, extension.loginLink().secret)
    },
  }
}

/** The editor of the config; undefined where there is no file. */
function configOf(
  { file, store }: ChosenConfig,
  { env, cwd, reload }: OpenAdminContext,
): ConfigFile | undefined {
  if (file === undefined) return undefined
  const versions = new ConfigVersions(join(store.folder, 'config-versions'))
  return new ConfigFile({ file, path: resolve(cwd, file), env, versions, reload })
}

function placeOf(config: ChosenConfig, { env, keepsEvents, log }: OpenAdminContext): AdminPlace | undefined {
  try {
    return openAdminPlace(config, env, keepsEvents)
  } catch (error) {
    tellUnkept(error, log)
    return undefined
  }
}

function madeToken(place: AdminPlace | undefined, log: Log): string {
  if (!place) return newToken()
  try {
    return keptToken(place)
  } catch (error) {
    tellUnkept(error, log)
    return newToken()
  }
}

function tellUnkept(error: unknown, log: Log): void {
  const why = error instanceof Error ? error.message : String(error)
  log.warn({ why }, 'the admin token cannot be kept: commands of this machine do not find it')
}

/** Tells whether a hub can be shown: those of tests may show nothing. */
const isShown = (hub: RunningHub & Partial<AdminHub>): hub is RunningHub & AdminHub =>
  ['state', 'traffic', 'operate', 'history', 'alerts'].every((name) => name in hub)
