import { readFileSync } from 'node:fs'

/** The version in the package's manifest, one folder above both the sources and the bundle. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return String((manifest as { readonly version: unknown }).version)
}
