import { existsSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '@rookery/yaml-file'
import type { ChosenConfig } from '../config/choose-config.js'
import { makePrivateFolder, readSecretFile } from './secret-file.js'

/** Place of the operator's files of a hub. */
export interface AdminPlace {
  readonly folder: string
  /** Holds the admin token, where the config has none. */
  readonly tokenFile: string
  /** Holds what outlives a restart of the logins. */
  readonly sessionsFile: string
}

const placeIn = (folder: string, name: string): AdminPlace => ({
  folder,
  tokenFile: join(folder, `${name}.json`),
  sessionsFile: join(folder, `${name}-sessions.json`),
})

/** The folder of the events, with the operator's files in it. */
const besideEvents = ({ store }: ChosenConfig): AdminPlace | undefined =>
  store.engine === 'disk' && existsSync(store.folder) ? placeIn(store.folder, 'admin') : undefined

/** The user's runtime folder; several hubs have files in it, told apart by their ports. */
const inRuntime = ({ options }: ChosenConfig, env: Environment): AdminPlace => {
  const { XDG_RUNTIME_DIR } = env
  const folder = XDG_RUNTIME_DIR ? join(XDG_RUNTIME_DIR, 'rookery') : join(tmpdir(), `rookery-${userName()}`)
  return placeIn(folder, `admin-${options.listen.port}`)
}

const userName = (): string => String(process.getuid?.() ?? userInfo().username)

/** The place for a hub that starts: beside its events, else in the runtime folder, which is made. @throws Error of the system */
export function openAdminPlace(config: ChosenConfig, env: Environment, keepsEvents: boolean): AdminPlace {
  const beside = keepsEvents ? besideEvents(config) : undefined
  if (beside) return beside
  const place = inRuntime(config, env)
  makePrivateFolder(place.folder)
  return place
}

/** The admin token that a running hub of this config has made; undefined if none is found. */
export function findAdminToken(config: ChosenConfig, env: Environment): string | undefined {
  const places = [besideEvents(config), inRuntime(config, env)].filter((each) => each !== undefined)
  for (const { tokenFile } of places) {
    const token = tokenIn(readSecretFile(tokenFile))
    if (token !== undefined) return token
  }
  return undefined
}

const TOKEN = /^[\w-]{32,200}$/

/** The token in the text of a token file; undefined if it is none that a hub makes. */
export function tokenIn(text: string | undefined): string | undefined {
  try {
    const { token } = Object(JSON.parse(text ?? '')) as { readonly token?: unknown }
    return typeof token === 'string' && TOKEN.test(token) ? token : undefined
  } catch {
    return undefined
  }
}
