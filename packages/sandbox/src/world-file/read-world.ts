import type { LinkSpec, LinksSpec } from '../world/link-spec.js'
import type { AccountSpec, WorldSpec } from '../world/world-spec.js'
import { checkAcross } from './across.js'
import type { Environment } from './env-reference.js'
import { type Complaint, readYaml } from './read-yaml.js'
import { WorldError, type WorldProblem } from './world-error.js'
import { linkTypes, type WorldYml, worldYml } from './world-yml.js'

/** A world, and how bots reach its accounts. */
export interface WorldFile {
  readonly spec: WorldSpec
  readonly links: LinksSpec
}

export interface WorldSource {
  /** What messages call the file. */
  readonly file?: string
  /** The line of the file in which the text begins, for a world that stands inside of something. Default 1. */
  readonly firstLine?: number
  /** Where `${NAME}` and `${NAME:-default}` come from. Default: nowhere. */
  readonly env?: Environment
}

/**
 * Reads a world from the text of a world file. An empty one is a world in which nobody is.
 *
 * @example const { spec, links } = readWorld('users: [{ user_id: 20001, nickname: Alice }]')
 * @throws WorldError with everything that is wrong in it
 */
export function readWorld(text: string, source: WorldSource = {}): WorldFile {
  const { file = 'world.yml', firstLine = 1, env = {} } = source
  const problems: WorldProblem[] = []
  const complain = ({ at, ...complaint }: Complaint): void => {
    problems.push({ file, ...at, line: at.line + firstLine - 1, ...complaint })
  }
  const root = readYaml(text.replace(/^\uFEFF/, ''), env, complain)
  const early = new Set(problems.map(({ path }) => path))
  // A variable that is missing leaves an empty text, about which nothing more needs to be said.
  const complainOnce = (complaint: Complaint): void => {
    if (!early.has(complaint.at.path)) complain(complaint)
  }
  const content = root && worldYml(root, complainOnce)
  if (root) checkAcross(root, complainOnce)
  if (!content || problems.length > 0) throw new WorldError(problems)
  return apart(content)
}

function apart({ accounts, ...rest }: WorldYml): WorldFile {
  if (!accounts) return { spec: rest, links: new Map() }
  const links = new Map(accounts.map((each) => [each.self_id, linksOf(each)] as const))
  return { spec: { accounts: accounts.map(withoutLinks), ...rest }, links }
}

type AccountYml = NonNullable<WorldYml['accounts']>[number]

const linksOf = (account: AccountYml): readonly LinkSpec[] =>
  linkTypes.flatMap((type) => (account[type] ?? []).map((link) => ({ type, ...link }) as LinkSpec))

function withoutLinks(account: AccountYml): AccountSpec {
  const { http: _, ws: _ws, 'ws-reverse': _wsReverse, 'http-post': _httpPost, ...spec } = account
  return spec
}
