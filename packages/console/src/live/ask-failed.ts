/** The sandbox refused a request of the page, or was not there. */
export class AskFailed extends Error {
  readonly code: string
  readonly summary: Readonly<Record<'zh' | 'en', string>> | undefined

  constructor(code: string, reason: string, summary?: Readonly<Record<'zh' | 'en', string>>) {
    super(reason)
    this.code = code
    this.summary = summary
  }

  /** Why not: in short where it is known in this language, and in full. */
  inLanguage(language: 'zh' | 'en'): string {
    return this.summary && language === 'zh' ? `${this.summary.zh}（${this.message}）` : this.message
  }
}
