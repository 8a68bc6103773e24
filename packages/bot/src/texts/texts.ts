import type { Outgoing } from '../message/outgoing.js'
import { builtInTexts, type Language } from './built-in.js'
import { type Expression, render } from './render.js'
import type { TextParams } from './text-params.js'

export type { Expression } from './render.js'

/** Texts of the author's own, by name. */
export type TextOptions = { readonly [K in keyof TextParams]?: Expression<TextParams[K]> }

/** Texts that the bot says by itself, in one language and with the author's changes. */
export class Texts {
  readonly language: Language
  readonly #own: TextOptions
  readonly #random: () => number

  constructor(language: Language, own: TextOptions = {}, random: () => number = Math.random) {
    this.language = language
    this.#own = own
    this.#random = random
  }

  /** Renders a text; parameters can only become text. */
  say<K extends keyof TextParams>(name: K, about: TextParams[K]): Outgoing {
    const own = this.#own[name] as Expression<TextParams[K]> | undefined
    const text = own ?? builtInTexts[this.language][name]
    return render<TextParams[K]>(text, about, this.#random)
  }

  /** Copies the texts with some of them replaced. */
  with(own: TextOptions | undefined): Texts {
    return own ? new Texts(this.language, { ...this.#own, ...own }, this.#random) : this
  }
}

/** Whether a text has any content to send. */
export const saysSomething = (said: Outgoing): boolean => typeof said !== 'string' || said !== ''

/** Shortens a user's text to 40 characters, enough to recognize it. */
export const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)
