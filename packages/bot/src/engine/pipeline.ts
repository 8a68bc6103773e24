import { ofPlugin, type RunSettings } from '../conversations/run-settings.js'
import { BotUsageError } from '../errors.js'
import { Bus, type RegisteredListener } from '../events/bus.js'
import type { Incoming } from '../events/incoming.js'
import type { OwningPlugin } from '../plugins/owning-plugin.js'
import type { HandlerRunner, Session } from '../session/session.js'

/** Wraps the handling of an event; `next` runs the rest. */
export type Middleware = (session: Session, next: () => Promise<void>) => unknown

/** Continues with an event that passed the hooks; undefined if nothing handles it. */
type Deliver = () => Promise<void> | undefined

const DONE = Promise.resolve()

/** Hooks, which may drop an event, and the middleware around its handling. */
export class Pipeline {
  readonly hooks = new Bus<Session>()
  readonly #runner: HandlerRunner
  #middlewares: readonly { readonly middleware: Middleware; readonly plugin: OwningPlugin | undefined }[] = []

  constructor(runner: HandlerRunner) {
    this.#runner = runner
  }

  /** Adds a middleware inside the existing ones. Returns a function that removes it. */
  use(middleware: Middleware, plugin?: OwningPlugin): () => void {
    const added = { middleware, plugin }
    this.#middlewares = [...this.#middlewares, added]
    return () => {
      this.#middlewares = this.#middlewares.filter((each) => each !== added)
    }
  }

  /** Runs hooks and middleware, then delivers the event unless a hook dropped it. Without any it costs no promise. */
  pass(incoming: Incoming, deliver: Deliver): Promise<void> | undefined {
    const hooks = this.hooks.listenersOf(incoming)
    if (hooks.length === 0) return this.#surround(incoming, deliver)
    return this.#ask(hooks, incoming).then((goesOn) =>
      goesOn ? this.#surround(incoming, deliver) : undefined,
    )
  }

  /** Runs the hooks in turn; the first that returns `false` drops the event. */
  async #ask(hooks: readonly RegisteredListener<Session>[], incoming: Incoming): Promise<boolean> {
    for (const { listener, plugin } of hooks) {
      // A hook that fails drops the event: a broken guard must not be an open door.
      let goesOn = false
      const ask = async (session: Session): Promise<void> => {
        goesOn = (await listener(session)) !== false
      }
      await this.#runner.run(incoming, ask, { ...NEVER_ASKS, ...ofPlugin(plugin) })
      if (!goesOn) return false
    }
    return true
  }

  #surround(incoming: Incoming, deliver: Deliver): Promise<void> | undefined {
    const middlewares = this.#middlewares.filter(({ plugin }) => plugin?.isOn(incoming.event) ?? true)
    if (middlewares.length === 0) return deliver()
    const from = (index: number): Promise<void> => {
      const next = middlewares[index]
      if (!next) return deliver() ?? DONE
      const goOn = once(() => from(index + 1))
      const handler = async (session: Session): Promise<void> => {
        await next.middleware(session, goOn)
      }
      return this.#runner.run(incoming, handler, { registered: next.middleware, ...ofPlugin(next.plugin) })
    }
    return from(0)
  }
}

/** Allows one call of `next()`: a second one would answer the event twice. */
function once(next: () => Promise<void>): () => Promise<void> {
  const called = { before: false }
  return async () => {
    if (called.before) throw new BotUsageError('next_twice', 'a middleware called next() twice for one event')
    called.before = true
    await next()
  }
}

/** Settings of hooks: they may not ask, because the event waits for them. */
const NEVER_ASKS: RunSettings = { silent: true }
