/**
 * Names of actions hold an underscore (or begin with a capital, like NapCat's `ArkSharePeer`), names of ours do not: so
 * neither can ever hide the other. What compilers look for, like `__esModule`, is no action.
 */
const isActionName = (name: string | symbol): name is string =>
  typeof name === 'string' && !name.startsWith('__') && /_|^[A-Z]/.test(name)

/**
 * The object with every action as a method, whether it is known or not: a name that it does not have itself, and that
 * could be an action's, calls that action.
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
