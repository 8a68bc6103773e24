/** People answer what was said lately. */
const MAX_KEPT = 1_000

/** The ids of what an account has said, as far as the bot heard of it: who quotes one of these speaks to the bot. */
export class SentMessages {
  readonly #ids = new Set<string>()

  /** Notes what was sent; nothing where there is no id of it. */
  note(message_id: unknown): void {
    if (typeof message_id !== 'number' && typeof message_id !== 'string') return
    this.#ids.add(String(message_id))
    const [oldest] = this.#ids
    if (this.#ids.size > MAX_KEPT && oldest !== undefined) this.#ids.delete(oldest)
  }

  has(message_id: string | undefined): boolean {
    return message_id !== undefined && this.#ids.has(message_id)
  }
}
