// Bundles the pages of packages/console, the sandbox's and the hub's, into packages/console/dist/static. Takes a blink: it is built anew each time.
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './run.mjs'

const CONSOLE = join(root, 'packages/console')
const STATIC = join(CONSOLE, 'dist/static')

const OPTIONS = {
  bundle: true,
  format: 'esm',
  target: ['es2022', 'chrome100', 'firefox102', 'safari16'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  legalComments: 'none',
  sourcemap: false,
  logLevel: 'warning',
}

export async function buildConsole() {
  // Only now: before the first installation there is no esbuild.
  const { build } = await import('esbuild')
  rmSync(STATIC, { recursive: true, force: true })
  mkdirSync(STATIC, { recursive: true })
  await build({ ...OPTIONS, entryPoints: pageOf('app/main.tsx', 'style/style.css'), outdir: STATIC })
  // What is loaded when it is opened, such as the editor, becomes files of its own.
  await build({
    ...OPTIONS,
    entryPoints: pageOf('hub/main.tsx', 'style/console.css'),
    outdir: join(STATIC, 'console'),
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
  })
  cpSync(join(CONSOLE, 'public'), STATIC, { recursive: true })
}

const pageOf = (script, style) =>
  [script, style].map((path) => ({ in: join(CONSOLE, 'src', path), out: 'app' }))

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildConsole()
