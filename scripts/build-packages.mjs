// Bundles each package into its lib/, one file a door: Node opens a few files instead of hundreds when a program starts.
// Declarations stay in dist/, where tsc puts them. Takes a blink: all is built anew each time, and written where it changed.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './run.mjs'

const PACKAGES = [
  'protocol',
  'schema',
  'transport',
  'yaml-file',
  'hub',
  'hub-disk',
  'admin',
  'bot',
  'sqlite',
  'sandbox',
  'rookery',
  'create-rookery',
]

/** Modules that are no doors and yet files of their own: programs, and what is loaded by its address. */
const MORE = {
  // A thread of its own.
  'hub-disk': { worker: 'worker.ts' },
  rookery: { bin: 'bin.ts', 'report-crash': 'dev/report-crash.ts' },
  'create-rookery': { bin: 'bin.ts' },
}

/**
 * Libraries of many small files that go into the bundle, by the file to take: opening them would cost more than all of
 * ours. Of `yaml` the ESM build, of which only what is used is kept.
 */
export const BUNDLED = {
  pino: join(root, 'node_modules/pino/pino.js'),
  'sonic-boom': join(root, 'node_modules/sonic-boom/index.js'),
  yaml: join(root, 'node_modules/yaml/browser/index.js'),
  ws: join(root, 'node_modules/ws/wrapper.mjs'),
}

/** What a library asks for, by the module of ours to give it instead. */
const REPLACED = {
  bufferutil: join(root, 'packages/transport/src/ws/buffer-util.ts'),
}

/** Imports what a CommonJS library requires of Node: a bundle of ours has no `require`, nor has an author's of it. */
const requiresAsImports = {
  name: 'requires-as-imports',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./ }, ({ path, kind }) =>
      kind === 'require-call' && isBuiltin(path) ? { path, namespace: 'builtin' } : undefined,
    )
    onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      contents: `import it from 'node:${path.replace(/^node:/, '')}'\nmodule.exports = it`,
    }))
  },
}

export async function buildPackages() {
  // Only now: before the first installation there is no esbuild.
  const { build } = await import('esbuild')
  await Promise.all(
    PACKAGES.map(async (name) => {
      const { outputFiles, metafile } = await build(settingsFor(name))
      const files = [...outputFiles, ...licensesOf(name, metafile)]
      writeChanged(files)
      removeOthers(libOf(name), files)
    }),
  )
}

const libOf = (name) => join(root, 'packages', name, 'lib')

/** Leaves alone what is as it was: programs may be running on it. */
function writeChanged(outputFiles) {
  for (const { path, contents } of outputFiles) {
    if (existsSync(path) && readFileSync(path).equals(contents)) continue
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, contents)
  }
}

/** Removes what an earlier build left in a folder. */
function removeOthers(folder, outputFiles) {
  const kept = new Set(outputFiles.map(({ path }) => path))
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    if (entry.isFile() && !kept.has(path)) rmSync(path)
  }
}

/** The licenses of the libraries that a bundle holds, which have to go with them. */
function licensesOf(name, { inputs }) {
  const folders = new Set(
    Object.keys(inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []),
  )
  if (folders.size === 0) return []
  const texts = [...folders].sort().map((folder) => {
    const file = readdirSync(join(root, folder)).find((each) => /^licen[cs]e/i.test(each))
    const text = file ? readFileSync(join(root, folder, file), 'utf8').trim() : undefined
    if (!text) throw new Error(`${folder} has no license file to go with its code`)
    return `${folder.replace(/^.*node_modules\//, '')}\n\n${text}\n`
  })
  return [
    { path: join(libOf(name), 'LICENSES.txt'), contents: Buffer.from(texts.join(`\n${'-'.repeat(80)}\n\n`)) },
  ]
}

function settingsFor(name) {
  const folder = join(root, 'packages', name)
  const modules = { ...doorsOf(folder), ...MORE[name] }
  return {
    entryPoints: Object.entries(modules).map(([out, file]) => ({ in: join(folder, 'src', file), out })),
    outdir: libOf(name),
    write: false,
    metafile: true,
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    external: outsideOf(folder),
    plugins: [requiresAsImports],
    alias: { ...BUNDLED, ...REPLACED },
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    charset: 'utf8',
    logLevel: 'warning',
  }
}

/** What the manifest names as a dependency stays outside. */
function outsideOf(folder) {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  )
  return Object.keys({ ...dependencies, ...optionalDependencies }).flatMap((name) => [name, `${name}/*`])
}

/** The doors that the manifest declares: `./lib/testing/index.js` is `testing/index.ts`. */
function doorsOf(folder) {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const outs = Object.values(exports).map((door) => posix.relative('lib', door.default).replace(/\.js$/, ''))
  return Object.fromEntries(outs.map((out) => [out, `${out}.ts`]))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildPackages()
