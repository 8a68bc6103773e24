import type { IncomingMessage } from 'node:http'
import type { Clock } from '@rookery/transport'
import type { AdminAccess } from '../access/admin-access.js'
import type { Guard, Identity, Need } from '../access/guard.js'
import type { LoginLinks } from '../access/login-links.js'
import type { Sessions } from '../access/sessions.js'
import type { AdminHub } from '../admin-hub.js'
import type { Answer } from '../answer/send.js'
import type { ReloadResult } from '../api.js'
import type { ConfigEditor } from '../config-editor.js'
import type { LogRing } from '../log/log-ring.js'

/** A JSON Schema, for the description of the API. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** A request that was admitted. */
export interface Asked {
  readonly request: IncomingMessage
  /** Values of the `:names` in the path. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  readonly who: Identity
}

/** Parts that routes answer from. */
export interface RouteContext {
  readonly clock: Clock
  readonly guard: Guard
  readonly sessions: Sessions
  readonly links: LoginLinks
  readonly log: LogRing
  readonly version: string | undefined
  /** Absent where the hub has no config file that could be changed. */
  readonly config: ConfigEditor | undefined
  /** Reads the config again. */
  readonly reload: (() => Promise<ReloadResult>) | undefined
  /** Text for Prometheus; undefined until the hub runs. */
  metrics(): string | undefined
  access(): AdminAccess
  /** The hub. @throws AdminRefusal until it runs */
  hub(): AdminHub
  /** Called when logins may have ended. */
  loginsChanged(): void
}

/** Handler of a method at a path, with its description. */
export interface Route {
  readonly need: Need
  readonly summary: string
  /** Names of the query, each with what it says. */
  readonly query?: Readonly<Record<string, string>>
  /** Body of a POST. */
  readonly body?: JsonSchema
  /** Largest body. Default 1 MiB. */
  readonly maxBodyBytes?: number
  answer(asked: Asked, context: RouteContext): Answer | Promise<Answer>
}
