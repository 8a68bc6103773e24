// Bundles the page of packages/console into packages/console/dist/static. Takes a blink: it is built anew each time.
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './run.mjs'

const CONSOLE = join(root, 'packages/console')
const STATIC = join(CONSOLE, 'dist/static')

export async function buildConsole() {
  // Only now: before the first installation there is no esbuild.
  const { build } = await import('esbuild')
  mkdirSync(STATIC, { recursive: true })
  await build({
    entryPoints: [
      { in: join(CONSOLE, 'src/app/main.tsx'), out: 'app' },
      { in: join(CONSOLE, 'src/style/style.css'), out: 'app' },
    ],
    outdir: STATIC,
    bundle: true,
    format: 'esm',
    target: ['es2022', 'chrome100', 'firefox102', 'safari16'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    legalComments: 'none',
    sourcemap: false,
    logLevel: 'warning',
  })
  cpSync(join(CONSOLE, 'public'), STATIC, { recursive: true })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildConsole()
