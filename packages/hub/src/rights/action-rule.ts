import { actionFacts, plainAction, restrictedAction } from '@rookery/protocol'
import { compileStars, type Search } from '../filter/regex.js'
import type { ClientRights } from '../options.js'

/** Reads of the hub itself that a client which may only read has, beside `get_*`. */
const OWN_READS = ['ack_events']
const READS = ['get_*', ...OWN_READS]
/** Longer names are no actions. */
const LONGEST_NAME = 128

/** The reason why an action is refused, and the key of the client's entry that says so. */
export interface ActionRefusal {
  readonly why: string
  readonly key: 'actions' | 'read_only'
}

/** Decides by names which actions a client may call. */
export class ActionRule {
  readonly #key: ActionRefusal['key']
  /** Actions that are allowed by their very names; restricted ones among them, too. */
  readonly #named: ReadonlySet<string>
  readonly #included: readonly Search[]
  readonly #excluded: readonly { readonly text: string; readonly pattern: Search }[]

  constructor({ actions, readOnly, allow = [] }: Pick<ClientRights, 'actions' | 'readOnly' | 'allow'>) {
    this.#key = readOnly ? 'read_only' : 'actions'
    const included = [...(readOnly ? READS : []), ...(actions ?? []).filter((each) => !each.startsWith('!'))]
    const excluded = (actions ?? []).filter((each) => each.startsWith('!')).map((each) => each.slice(1))
    this.#named = new Set([...included.filter((each) => !each.includes('*')), ...allow])
    this.#included = included.map(compileStars)
    this.#excluded = excluded.map((text) => ({ text, pattern: compileStars(text) }))
  }

  /** Whether the action is allowed by its very name, and not by a pattern. */
  names(action: string): boolean {
    return this.#named.has(action)
  }

  /** The reason why a client may not call an action, named without suffix. */
  refusal(action: string): ActionRefusal | undefined {
    const key = this.#key
    if (action.length > LONGEST_NAME)
      return { key, why: `no action has a name of ${action.length} characters` }
    const excluding = this.#excluded.find(({ pattern }) =>
      meanings(action).some((each) => pattern.finds(each)),
    )
    if (excluding) return { key, why: `"!${excluding.text}" excludes it` }
    if (isQuickOperation(action)) return { key, why: 'it is written .handle_quick_operation' }
    if (this.#named.has(action)) return undefined
    const restricted = restrictedAction(action)
    if (restricted) return { key, why: `it must be allowed by its name, actions: [${restricted}]` }
    const isIncluded = this.#included.some((pattern) => pattern.finds(action))
    return isIncluded ? undefined : { key, why: 'it is not among those allowed' }
  }

  /** As `refusal`, of an action that is judged by what it does: only what excludes it counts. */
  exclusion(action: string): ActionRefusal | undefined {
    const excluding = this.#excluded.find(({ pattern }) => pattern.finds(action))
    return excluding && { key: this.#key, why: `"!${excluding.text}" excludes it` }
  }
}

/** Whether a reader may take a name for that of quick operations, which are judged by what they do. */
const isQuickOperation = (action: string): boolean => plainAction(action) === 'handle_quick_operation'

/** What a name may mean: itself, and the action that an implementation may read in another spelling. */
const meanings = (action: string): readonly string[] =>
  Object.hasOwn(actionFacts, action) ? [action] : [action, plainAction(action)]
