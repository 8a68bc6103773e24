import type { ArgumentProblem } from '../arguments/problems.js'
import type { IntentObstacle } from '../intents/intents.js'

/** Reason for how a message is handled: one for each handler that could have taken it. */
export type Reason =
  /** This command takes it. */
  | { readonly is: 'takes'; readonly command: string }
  /** It answers a pending question. */
  | { readonly is: 'answers' }
  /** A handler of `bot.on` gets it. */
  | { readonly is: 'heard'; readonly event: string }
  /** Unless an intent takes it, a handler of `bot.onTalk` gets it. */
  | { readonly is: 'talk' }
  /** It contains no command: there is no prefix, or nothing after it. */
  | { readonly is: 'noCommand'; readonly prefixes: string }
  /** It lacks only the prefix of this command. */
  | { readonly is: 'noPrefix'; readonly command: string; readonly prefix: string }
  /** It lacks only the blank after the name of this command. */
  | { readonly is: 'glued'; readonly command: string }
  /** It has a blank after its prefix, which the bot does not allow. */
  | { readonly is: 'blankBehindPrefix'; readonly prefix: string }
  | {
      readonly is: 'unknown'
      readonly name: string /** The name that was probably meant; empty where none is near. */
      readonly near: string
    }
  /** The command's plugin is switched off there. */
  | { readonly is: 'disabled'; readonly command: string; readonly plugin: string }
  | { readonly is: 'elsewhere'; readonly command: string; readonly in: string }
  | { readonly is: 'notToMe'; readonly command: string }
  | { readonly is: 'permission'; readonly command: string; readonly needs: string }
  /** The permission can only be checked by asking, which an explanation does not do. */
  | { readonly is: 'permissionUnknown'; readonly command: string; readonly needs: string }
  | { readonly is: 'cooldown'; readonly command: string; readonly seconds: number }
  | {
      readonly is: 'busy'
      readonly command: string
      readonly policy: 'queue' | 'reject'
      readonly with: string
    }
  /** It waits until a handler of the same conversation is done. */
  | { readonly is: 'waits'; readonly with: string }
  /** An intent is asked what it means, which an explanation does not do. */
  | { readonly is: 'mayMean'; readonly intent: string }
  | { readonly is: 'notMeant'; readonly intent: string; readonly why: IntentObstacle }
  | { readonly is: 'arguments'; readonly command: string; readonly problem: ArgumentProblem }

/** Result of `bot.explain`. */
export interface Explanation {
  /** Whether anything takes the message. */
  readonly isTaken: boolean
  readonly reasons: readonly Reason[]
  /** The reasons in words, a line each. */
  readonly text: string
}
