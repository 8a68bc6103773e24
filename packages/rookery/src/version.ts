import { readFileSync } from 'node:fs'

/** Gives the version in the package's manifest, which lies one folder above the sources as well as above the bundle. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return String((manifest as { readonly version: unknown }).version)
}
