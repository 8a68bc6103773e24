// The banner of an ESM bundle takes the usual name.
import { createRequire as requireFrom } from 'node:module'

/**
 * `ws` is CommonJS. In an ESM bundle its `require` of Node's own modules means a global one, which is not there: this
 * module lends it. Import it before `ws`, and call `returnRequire` behind, so that nobody else finds it.
 */
const isLent = !('require' in globalThis)

/** Takes the global `require` away again. */
export function returnRequire(): void {
  if (isLent) Reflect.deleteProperty(globalThis, 'require')
}

if (isLent) {
  // Made when it is used: a CommonJS bundle knows no `import.meta`, and has a `require` of its own.
  const value = (name: string): unknown => requireFrom(import.meta.url)(name)
  Object.defineProperty(globalThis, 'require', { value, configurable: true })
}
