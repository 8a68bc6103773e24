import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { ValueType, ValueTypes } from './value-types.js'

/** Error in a declaration, as a sentence that the compiler shows. */
export interface Problem<Sentence extends string> {
  readonly problem: Sentence
}

type Trim<S extends string> = S extends ` ${infer R}` ? Trim<R> : S extends `${infer R} ` ? Trim<R> : S
type Flat<T> = { [K in keyof T]: T[K] } & {}
type Known = `allowed: ${ValueType}`

/** Arguments still allowed at this point: any, only optional ones, or none after the rest of the line. */
type Place = 'any' | 'optional' | 'rest'

/** `name[:type][...]` as an object type with one key. */
type One<S extends string> = S extends `${infer N}...` ? Named<N, true> : Named<S, false>

type Named<S extends string, Many extends boolean> = S extends `${infer N}:${infer T}`
  ? T extends ValueType
    ? { [K in Trim<N>]: ValueOf<T, Many> }
    : Problem<`'${T}' in '${S}' is no type of an argument, ${Known}`>
  : Trim<S> extends ''
    ? Problem<'an argument needs a name, as in <who> or <who:user>'>
    : { [K in Trim<S>]: string }

type ValueOf<T extends ValueType, Many extends boolean> = T extends 'text' | 'message' | 'reply'
  ? ValueTypes[T]
  : Many extends true
    ? readonly ValueTypes[T][]
    : ValueTypes[T]

/** `silent`, or `reason <why>`. */
type Flag<S extends string> = S extends `${infer N} <${infer V}>`
  ? One<V> extends Problem<infer P>
    ? Problem<P>
    : { [K in N]?: One<V>[keyof One<V>] }
  : S extends `${string} ${string}`
    ? Problem<`cannot read '[--${S}]', expected [--flag] or [--option <value>]`>
    : { [K in S]: boolean }

/** Goes through a declaration from left to right. */
type Walk<S extends string, P extends Place = 'any'> =
  Trim<S> extends ''
    ? // biome-ignore lint/complexity/noBannedTypes: no arguments at all
      {}
    : Trim<S> extends `[--${infer X}]${infer R}`
      ? Join<Flag<X>, Walk<R, P>>
      : P extends 'rest'
        ? Problem<`'${Trim<S>}' stands behind the rest of the line, which takes all there is`>
        : Trim<S> extends `<${infer X}>${infer R}`
          ? P extends 'optional'
            ? Problem<`<${X}> is required and stands behind an optional one, which could not be told apart`>
            : Join<One<X>, Walk<R, After<X, P>>>
          : Trim<S> extends `[${infer X}]${infer R}`
            ? Join<Optional<One<X>>, Walk<R, After<X, 'optional'>>>
            : Problem<`cannot read '${Trim<S>}', expected <required>, [optional] or [--flag]`>

type After<X extends string, P extends Place> = X extends `${string}...` | `${string}:message` ? 'rest' : P
type Optional<O> = O extends Problem<string> ? O : { [K in keyof O]?: O[K] }
type Join<A, B> = A extends Problem<string> ? A : B extends Problem<string> ? B : A & B
type Tail<D extends string> = D extends `${string} ${infer R}` ? R : ''

type Read<D extends string> =
  Trim<D> extends '' | `<${string}` | `[${string}`
    ? Problem<`'${D}' has no name: begin with the command's name, as in 'weather [city]'`>
    : Walk<Tail<Trim<D>>>

/**
 * Arguments of a declaration, by name. A declaration that is not known at compile time yields any arguments.
 *
 * ```ts
 * type Ban = ArgsOf<'ban <who:user> [time:duration] [--silent]'>
 * //   { who: number; time?: number; silent: boolean }
 * ```
 */
export type ArgsOf<D extends string> = string extends D
  ? Readonly<Record<string, unknown>>
  : Read<D> extends infer A
    ? A extends Problem<string>
      ? A
      : Flat<A>
    : never

/** The declaration if it is valid, else the sentence that says what is wrong. */
export type Checked<D extends string> = ArgsOf<D> extends Problem<infer Sentence> ? Sentence : D

/** Schemas of the author's own, by the names of arguments. */
export type Schemas = { readonly [argument: string]: StandardSchemaV1 }

/** Arguments after the author's schemas. An optional one stays optional: schemas only see values that are present. */
export type Parsed<A, S> = Flat<{
  [K in keyof A]: K extends keyof S ? (S[K] extends StandardSchemaV1<unknown, infer O> ? O : A[K]) : A[K]
}>

/** Arguments of which some are always present, because the bot asks for them. */
export type Asked<A, Q> = Flat<
  { [K in keyof A as K extends keyof Q ? never : K]: A[K] } & {
    [K in keyof A as K extends keyof Q ? K : never]-?: Exclude<A[K], undefined>
  }
>
