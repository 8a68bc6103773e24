import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packagesDir } from '../layers/read-workspace.js'
import { npm } from './npm.js'

interface Packed {
  readonly name: string
  readonly filename: string
  readonly files: readonly { readonly path: string }[]
}

/** A package as it would be published. */
export interface Tarball {
  readonly name: string
  readonly folder: string
  /** Where the file is. */
  readonly path: string
  /** The files inside. */
  readonly files: readonly string[]
}

/** Packs every package of the workspace into a folder. They must have been built. */
export async function packAll(target: string): Promise<readonly Tarball[]> {
  const folders = new Map(
    readdirSync(packagesDir).map((folder) => {
      const manifest: unknown = JSON.parse(readFileSync(join(packagesDir, folder, 'package.json'), 'utf8'))
      return [(manifest as { readonly name: string }).name, folder]
    }),
  )
  const chosen = [...folders.values()].flatMap((folder) => ['-w', `packages/${folder}`])
  const printed = await npm(
    ['pack', '--json', '--pack-destination', target, ...chosen],
    join(packagesDir, '..'),
  )
  return (JSON.parse(printed) as readonly Packed[]).map(({ name, filename, files }) => ({
    name,
    folder: folders.get(name) ?? '',
    path: join(target, filename),
    files: files.map(({ path }) => path),
  }))
}

/** Where each package comes from instead of the registry, as package.json wants it. */
export const fromTarballs = (tarballs: readonly Tarball[]): Readonly<Record<string, string>> =>
  Object.fromEntries(tarballs.map(({ name, path }) => [name, `file:${path.replaceAll('\\', '/')}`]))
