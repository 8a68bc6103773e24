import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packagesDir } from './layers/read-workspace.js'

interface Manifest {
  readonly name: string
  readonly exports?: Readonly<Record<string, { readonly types?: string }>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(packagesDir, folder, 'package.json'), 'utf8'))

/** The modules that a declaration file names. */
const modulesIn = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom |\bimport\(|^import )['"]([^'"]+)['"]/gm)].map(
    ([, name]) => name ?? '',
  )

/** Modules outside of the package that its doors' declarations name, directly or through one another. */
function outsideModules(doors: readonly string[]): Set<string> {
  const outside = new Set<string>()
  const files = new Set(doors)
  for (const file of files) {
    for (const name of modulesIn(file)) {
      if (name.startsWith('.')) files.add(join(dirname(file), name.replace(/\.js$/, '.d.ts')))
      else if (!isBuiltin(name)) outside.add(name)
    }
  }
  return outside
}

const packageOf = (module: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? module

describe('the types that are published', () => {
  it.each(readdirSync(packagesDir).filter((folder) => manifestOf(folder).exports))(
    'name only what is installed with them: %s',
    (folder) => {
      const { name, exports = {}, ...manifest } = manifestOf(folder)
      const { dependencies, optionalDependencies, peerDependencies } = manifest
      const doors = Object.values(exports).flatMap(({ types }) => types ?? [])
      const files = doors.map((door) => join(packagesDir, folder, door)).filter((file) => existsSync(file))
      expect(files).toHaveLength(doors.length)
      const installed = new Set([
        name,
        ...Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }),
      ])
      const missing = [...outsideModules(files)].filter((module) => !installed.has(packageOf(module)))
      expect(missing).toEqual([])
    },
  )
})
