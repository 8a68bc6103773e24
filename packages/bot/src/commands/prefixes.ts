/** What stands in front of a command: a string, or a pattern that matches at the beginning. */
export type Prefix = string | RegExp

/** What parts a name: `note.add`, `note/add`. */
export type Separator = string | RegExp

/** How strictly commands are told from other messages. */
export interface Looseness {
  /** Whether the case of prefixes, names, aliases and options is left out. Default false. */
  readonly ignoreCase?: boolean | undefined
  /** Whether blanks may stand between a prefix and the name. Default true. */
  readonly blankBehindPrefix?: boolean | undefined
}

/** How commands are told from other messages. */
export class Prefixes {
  readonly #given: readonly string[]
  readonly #strings: readonly string[]
  readonly #patterns: readonly RegExp[]
  readonly #separators: readonly Separator[]
  readonly #prefixes: readonly Prefix[]
  readonly ignoresCase: boolean
  /** Whether blanks may stand between a prefix and the name. */
  readonly allowsBlank: boolean

  constructor(prefixes: readonly Prefix[], separators: readonly Separator[], looseness: Looseness = {}) {
    this.ignoresCase = looseness.ignoreCase === true
    this.allowsBlank = looseness.blankBehindPrefix !== false
    this.#given = prefixes.filter((each) => typeof each === 'string')
    this.#strings = this.#given.toSorted((a, b) => b.length - a.length)
    this.#patterns = prefixes
      .filter((each) => each instanceof RegExp)
      .map(({ source, flags }) => new RegExp(source, `${flags.replace(/[gy]/g, '')}y`))
    this.#separators = separators
    this.#prefixes = prefixes
  }

  /** All of them, as explanations name them. */
  get all(): readonly string[] {
    return [...this.#given, ...this.#patterns.map(({ source }) => `/${source}/`)]
  }

  /** The prefix that is shown to users. */
  get shown(): string {
    return this.#given.find((each) => each !== '') ?? ''
  }

  /** How far the longest prefix of a text goes; undefined where it has none. */
  lengthIn(text: string): number | undefined {
    let longest = this.#strings.find((each) => this.#begins(text, each))?.length
    for (const pattern of this.#patterns) {
      pattern.lastIndex = 0
      const length = pattern.exec(text)?.[0].length
      if (length !== undefined && (longest === undefined || length > longest)) longest = length
    }
    return longest
  }

  /** The same, also where a blank stands behind the prefix. */
  get withBlanks(): Prefixes {
    return this.allowsBlank
      ? this
      : new Prefixes(this.#prefixes, this.#separators, { ignoreCase: this.ignoresCase })
  }

  /** Gives the form that all spellings of one name share. */
  fold(name: string): string {
    return this.ignoresCase ? name.toLowerCase() : name
  }

  #begins(text: string, prefix: string): boolean {
    if (!this.ignoresCase) return text.startsWith(prefix)
    return this.fold(text.slice(0, prefix.length)) === this.fold(prefix)
  }

  /** A name in its parts: of all ways to part it, the one with the most. */
  partsOf(name: string): readonly string[] {
    let parts: readonly string[] = [name]
    for (const separator of this.#separators) {
      if (typeof separator === 'string' && !name.includes(separator)) continue
      const parted = name.split(separator)
      if (parted.length > parts.length) parts = parted
    }
    return parts
  }
}
