/**
 * Whether a name is an action's. Names of actions contain an underscore (or begin with a capital, like NapCat's
 * `ArkSharePeer`), names of our methods do not, so neither can ever hide the other. Names that compilers look up, like
 * `__esModule`, are no actions.
 */
const isActionName = (name: string | symbol): name is string =>
  typeof name === 'string' && !name.startsWith('__') && /_|^[A-Z]/.test(name)

/**
 * Adds every action to an object as a method, even unknown ones: a name that the object lacks, and that could be an
 * action's, calls that action.
 */
export function withActions<T extends object>(
  own: T,
  call: (action: string, args: readonly unknown[]) => Promise<unknown>,
): T {
  const methods = new Map<string, (...args: unknown[]) => Promise<unknown>>()
  const methodOf = (action: string): ((...args: unknown[]) => Promise<unknown>) => {
    const known = methods.get(action)
    if (known) return known
    const method = (...args: unknown[]): Promise<unknown> => call(action, args)
    methods.set(action, method)
    return method
  }
  return new Proxy(own, {
    get(target, name, receiver) {
      if (Reflect.has(target, name) || !isActionName(name)) return Reflect.get(target, name, receiver)
      return methodOf(name)
    },
  })
}
