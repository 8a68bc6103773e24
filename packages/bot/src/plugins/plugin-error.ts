import { OneBotError } from '@rookery/protocol'

/** A plugin could not be loaded, and nothing of it is left; or it was unloaded, but not all of it was undone. */
export class PluginError extends OneBotError {
  readonly plugin: string
  /** Every error, separately. */
  readonly errors: readonly unknown[]

  constructor(plugin: string, what: string, errors: readonly unknown[]) {
    const [cause] = errors
    super('plugin_failed', `plugin ${plugin} ${what}: ${errors.map(textOf).join('; ')}`, { cause })
    this.plugin = plugin
    this.errors = errors
  }
}

/** Errors inside an aggregate, or the error itself. */
export const errorsIn = (error: unknown): readonly unknown[] =>
  error instanceof AggregateError ? error.errors : [error]

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
