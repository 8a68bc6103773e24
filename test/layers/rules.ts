import { posix } from 'node:path'
import { importStatements } from './import-statements.js'

/** What one package of the workspace says of itself, and its sources by their path inside `src/`. */
export interface PackageSources {
  /** The name in package.json, such as `@rookery/hub`. */
  readonly name: string
  /** Every package that package.json names as a dependency. */
  readonly dependencies: readonly string[]
  /** Every folder that tsconfig.json refers to, such as `protocol`. */
  readonly references: readonly string[]
  /** The doors beside the front door that package.json declares, such as `@rookery/sandbox/testing`. */
  readonly doors?: readonly string[]
  readonly files: Readonly<Record<string, string>>
}

/** The packages by the name of their folder. */
export type Workspace = Readonly<Record<string, PackageSources>>

/** The arrows of DESIGN.md §2: who may import whom. */
export const arrows: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  transport: ['protocol'],
  schema: ['protocol'],
  'yaml-file': ['protocol', 'schema'],
  hub: ['protocol', 'transport'],
  'hub-disk': ['protocol', 'transport', 'hub'],
  admin: ['protocol', 'transport', 'schema', 'hub'],
  bot: ['protocol', 'schema', 'transport'],
  sqlite: ['bot'],
  sandbox: ['protocol', 'schema', 'transport', 'yaml-file'],
  console: ['protocol', 'sandbox', 'admin'],
  rookery: [
    'protocol',
    'transport',
    'hub',
    'hub-disk',
    'admin',
    'bot',
    'sandbox',
    'console',
    'schema',
    'yaml-file',
  ],
  'create-rookery': [],
}

interface Import {
  readonly folder: string
  readonly file: string
  readonly line: number
  readonly specifier: string
}

const at = (found: Import) => `packages/${found.folder}/src/${found.file}:${found.line}`

const importsOf = (folder: string, files: PackageSources['files']): Import[] =>
  Object.entries(files).flatMap(([file, source]) =>
    importStatements(source).map((statement) => ({ folder, file, ...statement })),
  )

const allImports = (workspace: Workspace) =>
  Object.entries(workspace).flatMap(([folder, { files }]) => importsOf(folder, files))

const isRelative = ({ specifier }: Import) => specifier.startsWith('.')

/** `@rookery/hub/x` → `@rookery/hub`; `ws/lib/sender.js` → `ws`. */
const packageName = (specifier: string) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')

/** Where a relative import points, as a path inside `src/`; `.js` names the `.ts` or `.tsx` beside it. */
function target({ file, specifier }: Import, files: PackageSources['files'] = {}): string {
  const path = posix.normalize(posix.join(posix.dirname(file), specifier)).replace(/\.js$/, '.ts')
  return files[path] === undefined && files[`${path}x`] !== undefined ? `${path}x` : path
}

const folderOf = (workspace: Workspace, name: string) =>
  Object.keys(workspace).find((folder) => workspace[folder]?.name === name)

/** Imports between packages follow the arrows and come in by a door that the package declares. */
export function arrowProblems(workspace: Workspace): string[] {
  const unknown = Object.keys(workspace).filter((folder) => arrows[folder] === undefined)
  const bad = allImports(workspace).flatMap((found) => {
    const imported = folderOf(workspace, packageName(found.specifier))
    if (imported === undefined) return []
    if (!arrows[found.folder]?.includes(imported))
      return [`${at(found)} ${found.folder} may not import ${imported}`]
    const doors = [packageName(found.specifier), ...(workspace[imported]?.doors ?? [])]
    if (!doors.includes(found.specifier))
      return [`${at(found)} reaches into ${imported}: import ${packageName(found.specifier)}`]
    return []
  })
  return [...unknown.map((folder) => `packages/${folder} has no arrows in test/layers/rules.ts`), ...bad]
}

/** package.json and tsconfig.json name the same packages of ours, and every package that is imported. */
export function manifestProblems(workspace: Workspace): string[] {
  return Object.entries(workspace).flatMap(([folder, sources]) => {
    const { dependencies, references } = sources
    const ours = dependencies.flatMap((name) => folderOf(workspace, name) ?? [])
    const differing = [
      ...ours.filter((name) => !references.includes(name)).map((name) => `tsconfig.json lacks ${name}`),
      ...references.filter((name) => !ours.includes(name)).map((name) => `package.json lacks ${name}`),
    ]
    return [...differing.map((text) => `packages/${folder}: ${text}`), ...undeclared(folder, sources)]
  })
}

function undeclared(folder: string, { dependencies, files }: PackageSources): string[] {
  return importsOf(folder, files)
    .filter((found) => !isRelative(found) && !found.specifier.startsWith('node:'))
    .filter(({ specifier }) => !dependencies.includes(packageName(specifier)))
    .map(
      (found) => `${at(found)} imports ${packageName(found.specifier)}, which its package.json does not name`,
    )
}

/** A relative import stays inside its package and names a file that is there. */
export function relativeProblems(workspace: Workspace): string[] {
  return allImports(workspace)
    .filter(isRelative)
    .flatMap((found) => {
      if (target(found).startsWith('..')) return [`${at(found)} leaves its package: ${found.specifier}`]
      const files = workspace[found.folder]?.files ?? {}
      if (files[target(found, files)] === undefined)
        return [`${at(found)} names no source file: ${found.specifier}`]
      return []
    })
}

/** The files of one package and what each imports from its own package, types included. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

export function importGraph(folder: string, files: PackageSources['files']): ImportGraph {
  const edges = importsOf(folder, files).filter(isRelative)
  return new Map(
    Object.keys(files).map((file) => [
      file,
      edges.filter((edge) => edge.file === file).map((edge) => target(edge, files)),
    ]),
  )
}

/** Files that import one another in a circle; a type counts, since a reader has to go round all the same. */
export const cycleProblems = (workspace: Workspace): string[] =>
  Object.entries(workspace).flatMap(([folder, { files }]) =>
    cycles(importGraph(folder, files)).map((cycle) => `packages/${folder}/src: ${cycle.join(' → ')}`),
  )

/** One circle for each import that closes one, found by walking in depth. */
function cycles(graph: ImportGraph): string[][] {
  const found: string[][] = []
  const done = new Set<string>()
  const walk = (file: string, path: readonly string[]) => {
    const start = path.indexOf(file)
    if (start >= 0) found.push([...path.slice(start), file])
    if (start >= 0 || done.has(file)) return
    for (const next of graph.get(file) ?? []) walk(next, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) walk(file, [])
  return found
}

const LANES = ['event-lane/', 'call-lane/'] as const

/** The hub's two lanes are apart: neither reaches the other, and hub.ts alone imports both. */
export function laneProblems(workspace: Workspace): string[] {
  const graph = importGraph('hub', workspace.hub?.files ?? {})
  return [...graph.keys()].flatMap((file) => {
    const own = LANES.find((lane) => file.startsWith(lane))
    if (own === undefined)
      return importsBoth(graph, file) && file !== 'hub.ts' ? [`${file} imports both lanes`] : []
    const way = wayTo(graph, file, (other) => isForeign(own, other))
    return way === undefined ? [] : [`the lanes are not apart: ${way.join(' → ')}`]
  })
}

const isForeign = (own: string, file: string) => LANES.some((lane) => lane !== own && file.startsWith(lane))

const importsBoth = (graph: ImportGraph, file: string) =>
  LANES.every((lane) => graph.get(file)?.some((imported) => imported.startsWith(lane)))

/** The shortest way along imports to a file of that kind. */
function wayTo(
  graph: ImportGraph,
  from: string,
  isWanted: (file: string) => boolean,
): readonly string[] | undefined {
  const ways = new Map<string, readonly string[]>([[from, [from]]])
  for (const [file, way] of ways) {
    if (isWanted(file)) return way
    for (const next of graph.get(file) ?? []) if (!ways.has(next)) ways.set(next, [...way, next])
  }
  return undefined
}

/** What runs in a browser: two packages, and the transcripts that the chat page shows. */
const runsInBrowser = ({ folder, file }: Import): boolean =>
  /^(protocol|console)$/.test(folder) || (folder === 'sandbox' && file.startsWith('transcript/'))

/** What runs in a browser imports nothing of Node. */
export const nodeProblems = (workspace: Workspace): string[] =>
  allImports(workspace)
    .filter((found) => runsInBrowser(found) && found.specifier.startsWith('node:'))
    .map((found) => `${at(found)} imports ${found.specifier}, but ${found.folder} runs in a browser`)

/** The console is bundled for browsers: of other packages it takes types, and nothing that runs. */
export const typeOnlyProblems = (workspace: Workspace): string[] =>
  Object.entries(workspace.console?.files ?? {}).flatMap(([file, source]) =>
    [...source.matchAll(/^(?:import|export)(?! type\b)[^']*from '(@rookery\/[\w-]+)[^']*'/gm)].map(
      ([, name]) => `packages/console/src/${file} takes more than types of ${name}`,
    ),
  )
