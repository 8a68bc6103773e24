import { nearest, plainText } from '@rookery/protocol'
import { type DashedWord, dashedWord } from './dashes.js'
import type { Declaration, Flag, Parameter } from './declaration.js'
import { hasText, type Line, shownWord, type Word } from './line.js'
import type { ArgumentProblem } from './problems.js'
import { readWord } from './value-readers.js'
import type { ValueType } from './value-types.js'

/** Arguments read from a line: values by name, or the problem. */
export interface ArgumentReading {
  readonly values: Map<string, unknown>
  readonly problem?: ArgumentProblem
  /** Missing required arguments, in order; they can still be asked for. */
  readonly missing: readonly Parameter[]
}

/** Reads the text after a command's name. It never throws, whatever a user writes. */
export function readArguments(
  declaration: Declaration,
  line: Line,
  now: () => number,
  ignoresCase = false,
): ArgumentReading {
  const values = new Map<string, unknown>()
  for (const flag of declaration.flags) if (!flag.value) values.set(flag.name, false)
  const reader = new Reader(declaration, line, values, { now, ignoresCase })
  const problem = reader.read()
  const missing = declaration.parameters.filter(({ name }) => !values.has(name))
  return { values, missing, ...(problem ? { problem } : {}) }
}

interface ReaderSettings {
  /** Gives the time, in milliseconds since 1970, for the types that need it. */
  readonly now: () => number
  /** Whether option names match regardless of case. */
  readonly ignoresCase: boolean
}

/** Reads a line once from left to right, filling the remaining arguments. */
class Reader {
  readonly #declaration: Declaration
  readonly #line: Line
  readonly #values: Map<string, unknown>
  readonly #settings: ReaderSettings
  #optionsEnded = false

  constructor(declaration: Declaration, line: Line, values: Map<string, unknown>, settings: ReaderSettings) {
    this.#declaration = declaration
    this.#line = line
    this.#values = values
    this.#settings = settings
  }

  read(): ArgumentProblem | undefined {
    for (const parameter of this.#declaration.parameters) {
      const problem = this.#options(parameter) ?? this.#fill(parameter)
      if (problem) return problem
    }
    const problem = this.#options()
    const { next } = this.#line
    if (problem || !next) return problem
    // A command without declared arguments reads the text after its name itself.
    const declaresNothing = this.#declaration.parameters.length + this.#declaration.flags.length === 0
    return declaresNothing
      ? undefined
      : (this.#unknownOption(next) ?? { is: 'tooMany', found: shownWord(next) })
  }

  #fill(parameter: Parameter): ArgumentProblem | undefined {
    if (parameter.type === 'reply') return this.#quote(parameter)
    if (parameter.type === 'message' || (parameter.type === 'text' && parameter.rest))
      return this.#rest(parameter)
    if (parameter.rest) return this.#list(parameter)
    const word = this.#line.take()
    return word && this.#set(parameter, word)
  }

  #quote({ name }: Parameter): undefined {
    if (this.#line.reply_id !== undefined) this.#values.set(name, this.#line.reply_id)
  }

  #rest({ name, type }: Parameter): undefined {
    if (!this.#line.next) return
    const rest = this.#line.takeRest()
    if (type === 'message') this.#values.set(name, rest)
    else if (hasText(rest)) this.#values.set(name, plainText(rest))
  }

  #list(parameter: Parameter): ArgumentProblem | undefined {
    const list: unknown[] = []
    for (let word = this.#line.take(); word; word = this.#line.take()) {
      const value = this.#valueOf(parameter.type, word)
      if (value === undefined) return this.#wrong(parameter, word)
      list.push(value)
      const problem = this.#options()
      if (problem) return problem
    }
    if (list.length > 0) this.#values.set(parameter.name, list)
    return undefined
  }

  /**
   * Takes the options at the read position. The rest of the line begins at the first word that is no option of this
   * command.
   */
  #options(before?: Parameter): ArgumentProblem | undefined {
    if (this.#declaration.flags.length === 0) return undefined
    for (let dashed = this.#dashedHere(); dashed; dashed = this.#dashedHere()) {
      if (dashed.name === '') {
        if (!dashed.isHyphened || dashed.value !== undefined) return undefined
        this.#optionsEnded = true
        this.#line.take()
        return undefined
      }
      const flag = this.#flagOf(dashed.name)
      if (!flag) return before?.rest ? undefined : this.#misspelt(dashed)
      const problem = this.#option(flag, dashed)
      if (problem) return problem
    }
    return undefined
  }

  /** The next word, if it begins like an option. */
  #dashedHere(): DashedWord | undefined {
    const { next } = this.#line
    return this.#optionsEnded || !next ? undefined : dashed(next)
  }

  #flagOf(name: string): Flag | undefined {
    const fold = (text: string): string => (this.#settings.ignoresCase ? text.toLowerCase() : text)
    return this.#declaration.flags.find((each) => fold(each.name) === fold(name))
  }

  /** Problem of an option that is nearly a declared one. Other words that begin with dashes may be text. */
  #misspelt({ name, isHyphened }: DashedWord): ArgumentProblem | undefined {
    const near = this.#near(name)
    return isHyphened && near !== undefined && near.length > 1
      ? { is: 'unknownOption', found: name, near }
      : undefined
  }

  /** Problem of a word that no argument takes and that begins like an option. */
  #unknownOption(word: Word): ArgumentProblem | undefined {
    const found = this.#optionsEnded || this.#declaration.flags.length === 0 ? undefined : dashed(word)
    if (!found || found.name === '') return undefined
    const near = this.#near(found.name)
    return found.isHyphened || near !== undefined
      ? { is: 'unknownOption', found: found.name, near }
      : undefined
  }

  #near(name: string): string | undefined {
    const names = this.#declaration.flags.map((each) => each.name)
    return nearest(name.slice(0, 40), names)
  }

  #option(flag: Flag, { value: inline }: DashedWord): ArgumentProblem | undefined {
    const { name } = flag
    const word = this.#line.take()
    if (!flag.value) {
      if (inline !== undefined) return { is: 'tooMany', found: `--${name}=${inline}` }
      this.#values.set(name, true)
      return undefined
    }
    const value = inline === undefined || !word ? this.#line.take() : this.#inlineValue(inline, word)
    return value ? this.#set({ ...flag.value, name }, value) : { is: 'noValue', option: name }
  }

  /** Value after an equals sign, which may be a segment, too. */
  #inlineValue(text: string, word: Word): Word | undefined {
    return text === '' && this.#line.isGluedSegment(word)
      ? this.#line.take()
      : { is: 'text', text, quoted: true, from: word.from }
  }

  #set(parameter: Parameter, word: Word): ArgumentProblem | undefined {
    const value = this.#valueOf(parameter.type, word)
    if (value === undefined) return this.#wrong(parameter, word)
    this.#values.set(parameter.name, value)
    return undefined
  }

  /** Value of one word; undefined if it is not of the type. No word is a message or a reply. */
  #valueOf(type: ValueType, word: Word): unknown {
    if (type === 'text') return word.is === 'text' ? word.text : undefined
    return type === 'message' || type === 'reply' ? undefined : readWord(type, word, this.#settings.now())
  }

  #wrong(parameter: Parameter, word: Word): ArgumentProblem {
    return this.#unknownOption(word) ?? { is: 'wrong', parameter, found: shownWord(word) }
  }
}

const dashed = (word: Word): DashedWord | undefined =>
  word.is === 'text' && !word.quoted ? dashedWord(word.text) : undefined

/** Reads an answer to the question for one argument. A text takes the whole answer, other types only their value. */
export function readAnswer(parameter: Parameter, line: Line, now: number): ArgumentReading {
  const rest = parameter.type === 'text'
  const alone = { ...parameter, required: true, rest: rest || parameter.rest }
  const reading = readArguments({ name: [], parameters: [alone], flags: [], tail: '' }, line, () => now)
  const value = reading.values.get(parameter.name)
  if (rest && typeof value === 'string') reading.values.set(parameter.name, value.trim())
  if (reading.problem || reading.missing.length === 0) return reading
  return { ...reading, problem: { is: 'missing', parameter } }
}
