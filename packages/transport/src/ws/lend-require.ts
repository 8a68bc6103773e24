// The banner of an ESM bundle takes the usual name.
import { createRequire as requireFrom } from 'node:module'

/**
 * Lends `ws`, which is CommonJS, a global `require`: in an ESM bundle it needs one for Node's own modules. Import
 * this module before `ws`, and call `returnRequire` afterwards, so that nobody else finds it.
 */
const isLent = !('require' in globalThis)

/** Removes the global `require` again. */
export function returnRequire(): void {
  if (isLent) Reflect.deleteProperty(globalThis, 'require')
}

if (isLent) {
  // Created on use: a CommonJS bundle has no `import.meta`, but a `require` of its own.
  const value = (name: string): unknown => requireFrom(import.meta.url)(name)
  Object.defineProperty(globalThis, 'require', { value, configurable: true })
}
