import { dirname, resolve } from 'node:path'
import { type Environment, readYamlFile } from '@rookery/yaml-file'
import type { SandboxSettings } from '../sandbox.js'
import type { LinkSpec, LinksSpec } from '../world/link-spec.js'
import type { AccountSpec, WorldSpec } from '../world/world-spec.js'
import { checkWorldAcross } from './across.js'
import { WorldError } from './world-error.js'
import { linkTypes, type WorldYml, worldYml } from './world-yml.js'

/** A world, with the links of its accounts. */
export interface WorldFile {
  readonly spec: WorldSpec
  readonly links: LinksSpec
  /** Settings of its sandbox. */
  readonly settings: WorldSettings
}

/** Settings of the sandbox in a world file. Folders are absolute here; in the file they are relative to it. */
export type WorldSettings = Pick<SandboxSettings, 'replyAt' | 'folders'>

/** Origin of a world's text: the file's name for messages, its first line, and its variables. */
export interface WorldSource {
  /** Name of the file in error messages. */
  readonly file?: string
  /** Line at which the text begins, for a world inside of another file. Default 1. */
  readonly firstLine?: number
  /** Variables for `${NAME}` and `${NAME:-default}`. Default: none. */
  readonly env?: Environment
}

/**
 * Reads a world from the text of a world file. An empty text is a world without people.
 *
 * @example const { spec, links } = readWorld('users: [{ user_id: 20001, nickname: Alice }]')
 * @throws WorldError with everything that is wrong in it
 */
export function readWorld(text: string, source: WorldSource = {}): WorldFile {
  const rules = { schema: worldYml, across: checkWorldAcross }
  const { content, problems } = readYamlFile(text, rules, { file: 'world.yml', ...source })
  if (content === undefined) throw new WorldError(problems)
  return apart(content, dirname(source.file ?? ''))
}

function apart({ accounts, reply_at: replyAt, media, ...rest }: WorldYml, home: string): WorldFile {
  const folders = media?.folders?.map((folder) => resolve(home, folder))
  const settings = { ...(replyAt !== undefined && { replyAt }), ...(folders && { folders }) }
  if (!accounts) return { spec: rest, links: new Map(), settings }
  const links = new Map(accounts.map((each) => [each.self_id, linksOf(each)] as const))
  return { spec: { accounts: accounts.map(withoutLinks), ...rest }, links, settings }
}

type AccountYml = NonNullable<WorldYml['accounts']>[number]

const linksOf = (account: AccountYml): readonly LinkSpec[] =>
  linkTypes.flatMap((type) => (account[type] ?? []).map((link) => ({ type, ...link }) as LinkSpec))

function withoutLinks(account: AccountYml): AccountSpec {
  const { http: _, ws: _ws, 'ws-reverse': _wsReverse, 'http-post': _httpPost, ...spec } = account
  return spec
}
