import type { OwningPlugin } from './owning-plugin.js'
import { errorsIn } from './plugin-error.js'
import { Scope } from './scope.js'
import type { Place, Switches } from './switches.js'

/** Life of a plugin, from its setup until it is unloaded. Loading it again starts another life. */
export class PluginLife implements OwningPlugin {
  readonly name: string
  readonly scope: Scope
  readonly switches: Switches
  #state: 'loading' | 'loaded' | 'over' = 'loading'

  constructor(name: string, switches: Switches) {
    this.name = name
    this.scope = new Scope(`plugin ${name}`)
    this.switches = switches
  }

  /** Whether it is enabled for an event, or in a group; never before its setup is done. */
  isOn(where: object): boolean {
    return this.#state === 'loaded' && !this.isSwitchedOff(where)
  }

  isSwitchedOff(where: object): boolean {
    return !this.switches.isOn(where as Place)
  }

  /** Marks the setup as done. */
  begin(): void {
    this.#state = 'loaded'
  }

  /** Undoes everything. Returns the errors of what could not be undone. */
  async end(): Promise<readonly unknown[]> {
    this.#state = 'over'
    try {
      await this.scope.dispose()
      return []
    } catch (error) {
      return errorsIn(error)
    }
  }
}
