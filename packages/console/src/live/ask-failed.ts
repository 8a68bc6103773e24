/** A request of the page that the sandbox refused, or that could not be sent. */
export class AskFailed extends Error {
  readonly code: string
  readonly summary: Readonly<Record<'zh' | 'en', string>> | undefined

  constructor(code: string, reason: string, summary?: Readonly<Record<'zh' | 'en', string>>) {
    super(reason)
    this.code = code
    this.summary = summary
  }

  /** The reason: a short form in this language if known, and the full text. */
  inLanguage(language: 'zh' | 'en'): string {
    return this.summary && language === 'zh' ? `${this.summary.zh}（${this.message}）` : this.message
  }
}
