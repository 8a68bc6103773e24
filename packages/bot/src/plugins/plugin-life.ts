import type { Owner } from './owner.js'
import { errorsIn } from './plugin-error.js'
import { Scope } from './scope.js'
import type { Place, Switches } from './switches.js'

/** A plugin from its setup until it is taken back; when it is loaded again, that is another life. */
export class PluginLife implements Owner {
  readonly name: string
  readonly scope: Scope
  readonly switches: Switches
  #state: 'loading' | 'loaded' | 'over' = 'loading'

  constructor(name: string, switches: Switches) {
    this.name = name
    this.scope = new Scope(`plugin ${name}`)
    this.switches = switches
  }

  /** Nothing of it is there before all of it is. */
  isOn(where: object): boolean {
    return this.#state === 'loaded' && !this.isSwitchedOff(where)
  }

  isSwitchedOff(where: object): boolean {
    return !this.switches.isOn(where as Place)
  }

  /** Setup is done. */
  begin(): void {
    this.#state = 'loaded'
  }

  /** Takes everything back; gives what could not be. */
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
