import { nearest, plainText } from '@rookery/protocol'
import type { Declaration, Flag, Parameter } from '../commands/declaration.js'
import { hasText, type Line, shown } from './line.js'
import type { ArgumentProblem } from './problems.js'
import { readWord } from './value-readers.js'
import type { Word } from './words.js'

/** The arguments of a line: values by name, or what is wrong. */
export interface Reading {
  readonly values: Map<string, unknown>
  readonly problem?: ArgumentProblem
  /** Required ones that are not there, in order; they can still be asked for. */
  readonly missing: readonly Parameter[]
}

/** Reads what stands behind a command's name. Whatever a user writes, it does not throw. */
export function readArguments(declaration: Declaration, line: Line, now: number): Reading {
  const values = new Map<string, unknown>()
  for (const flag of declaration.flags) if (!flag.value) values.set(flag.name, false)
  const reader = new Reader(declaration, line, values, now)
  const problem = reader.read()
  const missing = declaration.parameters.filter(({ name }) => !values.has(name))
  return { values, missing, ...(problem ? { problem } : {}) }
}

/** Goes along a line once, with the arguments that are still to be filled. */
class Reader {
  readonly #declaration: Declaration
  readonly #line: Line
  readonly #values: Map<string, unknown>
  readonly #now: number
  #optionsEnded = false

  constructor(declaration: Declaration, line: Line, values: Map<string, unknown>, now: number) {
    this.#declaration = declaration
    this.#line = line
    this.#values = values
    this.#now = now
  }

  read(): ArgumentProblem | undefined {
    for (const parameter of this.#declaration.parameters) {
      const problem = this.#options(parameter) ?? this.#fill(parameter)
      if (problem) return problem
    }
    const problem = this.#options()
    if (problem || !this.#line.next) return problem
    // A command that declares nothing reads what is behind its name by itself.
    const declaresNothing = this.#declaration.parameters.length + this.#declaration.flags.length === 0
    return declaresNothing ? undefined : { is: 'tooMany', found: shown(this.#line.next) }
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
      const value = readWord(parameter.type, word, this.#now)
      if (value === undefined) return { is: 'wrong', parameter, found: shown(word) }
      list.push(value)
      const problem = this.#options()
      if (problem) return problem
    }
    if (list.length > 0) this.#values.set(parameter.name, list)
    return undefined
  }

  /** Takes the options that stand here; a rest of the line begins at what is no option of this command. */
  #options(before?: Parameter): ArgumentProblem | undefined {
    if (this.#declaration.flags.length === 0) return undefined
    for (let name = this.#optionHere(); name !== undefined; name = this.#optionHere()) {
      const flag = this.#declaration.flags.find((each) => each.name === name)
      if (!flag && name !== '' && before?.rest) return undefined
      this.#optionsEnded = name === ''
      const word = this.#line.take()
      const problem = name === '' ? undefined : this.#option(flag, name, word)
      if (problem) return problem
    }
    return undefined
  }

  /** The name of the option that the next word is; empty for `--`, which ends them. */
  #optionHere(): string | undefined {
    const { next } = this.#line
    if (this.#optionsEnded || next?.is !== 'text' || next.quoted) return undefined
    // A Chinese keyboard makes one long dash of two short ones.
    return /^(?:--|——)([^\s=]*)/.exec(next.text)?.[1]
  }

  #option(flag: Flag | undefined, name: string, word: Word | undefined): ArgumentProblem | undefined {
    if (!flag) {
      const names = this.#declaration.flags.map((each) => each.name)
      return { is: 'unknownOption', found: name, near: nearest(name.slice(0, 40), names) }
    }
    const inline = word?.is === 'text' && word.text.includes('=') ? word.text.split(/=(.*)/s)[1] : undefined
    if (!flag.value) {
      if (inline !== undefined) return { is: 'tooMany', found: `--${name}=${inline}` }
      this.#values.set(name, true)
      return undefined
    }
    const value: Word | undefined =
      inline === undefined || word === undefined
        ? this.#line.take()
        : { is: 'text', text: inline, quoted: true, from: word.from }
    return value ? this.#set({ ...flag.value, name }, value) : { is: 'noValue', option: name }
  }

  #set(parameter: Parameter, word: Word): ArgumentProblem | undefined {
    const value = readWord(parameter.type, word, this.#now)
    if (value === undefined) return { is: 'wrong', parameter, found: shown(word) }
    this.#values.set(parameter.name, value)
    return undefined
  }
}

/** Reads an answer to the question for one argument: a text takes it whole, everything else only what it is. */
export function readAnswer(parameter: Parameter, line: Line, now: number): Reading {
  const rest = parameter.type === 'text'
  const alone = { ...parameter, required: true, rest: rest || parameter.rest }
  const reading = readArguments({ name: [], parameters: [alone], flags: [], tail: '' }, line, now)
  const value = reading.values.get(parameter.name)
  if (rest && typeof value === 'string') reading.values.set(parameter.name, value.trim())
  if (reading.problem || reading.missing.length === 0) return reading
  return { ...reading, problem: { is: 'missing', parameter } }
}
