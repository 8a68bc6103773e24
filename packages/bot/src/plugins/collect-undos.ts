import type { Scope } from './scope.js'

/**
 * Undo of something acquired: a function without parameters, or an object with `[Symbol.dispose]` or
 * `[Symbol.asyncDispose]`.
 */
export type Undo = (() => unknown) | Disposable | AsyncDisposable

/**
 * Wraps methods so that what they acquire is recorded in a scope. One rule for all of them: a method acquires something
 * if its return value, or the value of its promise, is an `Undo`; if it returns more methods, as `bot.group` does, the
 * rule applies to those.
 *
 * @param except methods that return what is nobody's to undo
 */
export function collectUndos<T extends object>(
  methods: T,
  scope: Scope,
  except: readonly (keyof T)[] = [],
): T {
  const descriptors = Object.getOwnPropertyDescriptors(methods) as Record<PropertyKey, PropertyDescriptor>
  for (const key of Object.keys(descriptors)) {
    const method: unknown = descriptors[key]?.value
    if (typeof method !== 'function' || except.includes(key as keyof T)) continue
    const collecting = (...args: unknown[]): unknown => collect(method.apply(methods, args), scope)
    descriptors[key] = { ...descriptors[key], value: collecting }
  }
  return Object.defineProperties({}, descriptors) as T
}

function collect(result: unknown, scope: Scope): unknown {
  if (result instanceof Promise) return result.then((value) => collect(value, scope))
  if (typeof result === 'function') return scope.add(result as () => unknown)
  if (typeof result !== 'object' || result === null) return result
  const dispose = disposeOf(result)
  if (dispose) {
    const undo = scope.add(() => dispose.call(result))
    // Something that ends by itself needs no undo.
    if ('over' in result && result.over instanceof Promise) void result.over.then(undo)
  } else if (hasMethods(result)) return collectUndos(result, scope)
  return result
}

const disposeOf = (result: Partial<Disposable & AsyncDisposable>): (() => unknown) | undefined =>
  result[Symbol.asyncDispose] ?? result[Symbol.dispose]

/** Whether it is a plain object with functions; replies of an implementation have none. */
const hasMethods = (result: object): boolean =>
  Object.getPrototypeOf(result) === Object.prototype &&
  Object.values(Object.getOwnPropertyDescriptors(result)).some(({ value }) => typeof value === 'function')
