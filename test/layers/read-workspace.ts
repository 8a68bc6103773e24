import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, posix, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BUNDLED } from '../../scripts/build-packages.mjs'
import type { PackageSources, Workspace } from './rules.js'

export const packagesDir = fileURLToPath(new URL('../../packages/', import.meta.url))

interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly exports?: Readonly<Record<string, unknown>>
}

interface Project {
  readonly references?: readonly { readonly path: string }[]
}

/** The packages as they are on disk, without their tests. */
export const readWorkspace = (): Workspace =>
  Object.fromEntries(
    readdirSync(packagesDir).map((folder) => [folder, readPackage(join(packagesDir, folder))]),
  )

function readPackage(dir: string): PackageSources {
  const manifest = readJson(join(dir, 'package.json')) as Manifest
  const project = readJson(join(dir, 'tsconfig.json')) as Project
  return {
    name: manifest.name,
    dependencies: importable(manifest),
    doors: Object.keys(manifest.exports ?? {}).map((path) => posix.join(manifest.name, path)),
    references: (project.references ?? []).map(({ path }) => basename(path)),
    files: readSources(join(dir, 'src')),
  }
}

/** Names that sources may import: what is installed with the package, and what is bundled into it. */
function importable(manifest: Manifest): string[] {
  const { name, dependencies = {}, optionalDependencies = {}, devDependencies = {} } = manifest
  const development = Object.keys(devDependencies)
  const isPage = name === '@rookery/console'
  return [
    ...Object.keys({ ...dependencies, ...optionalDependencies }),
    ...development.filter((each) => isPage || Object.hasOwn(BUNDLED, each)),
  ]
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

const readSources = (src: string) =>
  Object.fromEntries(
    readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.(test|conformance|fixture)\.ts$/.test(file))
      .map((file) => [file.split(sep).join('/'), readFileSync(join(src, file), 'utf8')]),
  )
