import type { ArgumentProblem } from '../arguments/problems.js'
import type { Outgoing } from '../message/outgoing.js'
import { short, type Texts } from '../texts/texts.js'
import { typeNames } from '../texts/type-names.js'
import type { Command } from './command.js'

/** Usage of a command as a user would write it. Types are named only when an argument is missing or wrong. */
export function usageOf({ name, declaration, options }: Command, prefix: string): string {
  return (
    options.usage ??
    `${prefix}${name}${declaration.tail === '' ? '' : ` ${declaration.tail.replace(/:[a-z]+/g, '')}`}`
  )
}

/** Problem with the arguments, in the user's words, with the usage. */
export function problemText(
  problem: ArgumentProblem,
  command: Command,
  texts: Texts,
  prefix: string,
): Outgoing {
  const usage = usageOf(command, prefix)
  switch (problem.is) {
    case 'missing':
      return texts.say('missingArgument', { ...named(problem.parameter, texts), usage })
    case 'wrong':
      return texts.say('wrongArgument', {
        ...named(problem.parameter, texts),
        found: short(problem.found),
        usage,
      })
    case 'refused': {
      const { parameter, found, reason } = problem
      return texts.say('refusedArgument', { name: parameter.name, found: short(found), reason, usage })
    }
    case 'unknownOption':
      return texts.say('unknownOption', { found: short(problem.found), near: problem.near ?? '', usage })
    case 'noValue':
      return texts.say('optionWithoutValue', { option: problem.option, usage })
    case 'tooMany':
      return texts.say('tooManyArguments', { found: short(problem.found), usage })
  }
}

/** A parameter as texts name it. */
export const named = (
  { name, type }: { readonly name: string; readonly type: keyof (typeof typeNames)['zh'] },
  { language }: Texts,
): { readonly name: string; readonly type: string } => ({ name, type: typeNames[language][type] })
