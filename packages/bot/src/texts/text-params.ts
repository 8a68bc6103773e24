/** Parameters of each text; their names are placeholders of string texts, as in `{usage}`. */
export interface TextParams {
  /** Somebody may not use a command. */
  denied: { readonly command: string }
  /** A command is used again too soon. */
  cooldown: { readonly command: string; readonly seconds: number }
  /** Another message of the same conversation is being worked on. */
  busy: { readonly command: string }
  /** A command took longer than it may. */
  timedOut: { readonly command: string }
  /** No command has this name, but others are near. */
  unknownCommand: { readonly name: string; readonly near: string }
  /** Something is glued to the name of a command; the example has the blank that is missing. */
  gluedCommand: { readonly name: string; readonly example: string }
  missingArgument: { readonly name: string; readonly type: string; readonly usage: string }
  wrongArgument: {
    readonly name: string
    readonly type: string
    readonly found: string
    readonly usage: string
  }
  /** An author's own schema refused a value. */
  refusedArgument: {
    readonly name: string
    readonly found: string
    readonly reason: string
    readonly usage: string
  }
  unknownOption: { readonly found: string; readonly near: string; readonly usage: string }
  optionWithoutValue: { readonly option: string; readonly usage: string }
  tooManyArguments: { readonly found: string; readonly usage: string }
  /** An answer to the question for an argument was not valid; it is asked again. */
  wrongAnswer: { readonly name: string; readonly type: string; readonly found: string }
  /** An answer was refused by the author's own rules, which say why; it is asked again. */
  refusedAnswer: { readonly found: string; readonly reason: string }
  /** An answer was refused by the author's own rules without a reason. */
  invalidAnswer: { readonly found: string }
  /** Nobody answered in time. */
  conversationExpired: { readonly command: string }
  /** The user wanted to answer no more. */
  conversationCancelled: { readonly command: string }
  /** A question was ended by somebody else. */
  conversationKilled: { readonly command: string }
  /** A command, or a handler that has asked, failed for a reason of its own. */
  failed: { readonly command: string }
  /** Answers were wrong too often. */
  tooManyFailures: { readonly command: string }
  helpTitle: Record<never, never>
  helpFooter: { readonly usage: string }
  helpOther: Record<never, never>
  helpUsage: { readonly usage: string }
  helpAliases: { readonly aliases: string }
  helpUnknown: { readonly name: string; readonly near: string }
}
