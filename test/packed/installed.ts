import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Locked {
  readonly optional?: boolean
  readonly hasInstallScript?: boolean
}

/** The packages in a folder's node_modules. */
export interface Installed {
  readonly names: readonly string[]
  /** Those without which it would work, too. */
  readonly optional: readonly string[]
  /** Those that it needs, and that are compiled or run something when they are installed. */
  readonly native: readonly string[]
}

export function installedIn(folder: string): Installed {
  const lock: unknown = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'))
  const packages = Object.entries((lock as { readonly packages: Readonly<Record<string, Locked>> }).packages)
  const needed = packages.filter(([, { optional }]) => !optional)
  return {
    names: packages.map(nameOf),
    optional: packages.filter(([, { optional }]) => optional).map(nameOf),
    native: needed
      .filter(([path, { hasInstallScript }]) => hasInstallScript || isNative(join(folder, path)))
      .map(nameOf),
  }
}

const nameOf = ([path]: readonly [string, unknown]): string => path.replace(/^.*node_modules\//, '')

const isNative = (folder: string): boolean =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((file) =>
    /\.node$|binding\.gyp$/.test(file),
  )
