/**
 * Accepts any value if JSON can hold a `T`; else the type is the sentence that says why not, which no value matches.
 * Parts of type `unknown`, as in message segments, are checked when they are stored.
 */
export type Storable<T> = 0 extends 1 & T
  ? unknown
  : unknown extends T
    ? 'nobody knows whether JSON can hold this: give it a type'
    : [T] extends [undefined]
      ? 'JSON cannot hold undefined: delete the key'
      : [ProblemIn<T>] extends [never]
        ? unknown
        : ProblemIn<T>

type Plain = string | number | boolean | null | undefined

/** Levels of nesting that the type check looks into. */
type Levels = [never, 0, 1, 2, 3, 4, 5]

/** The first thing in a type that JSON cannot hold. */
type ProblemIn<T, Left extends number = 6> = [Left] extends [0]
  ? never
  : 0 extends 1 & T
    ? never
    : T extends Plain
      ? never
      : T extends bigint
        ? 'JSON cannot hold a bigint: store its text'
        : T extends symbol | ((...args: never) => unknown)
          ? 'JSON cannot hold a function or a symbol'
          : T extends Date
            ? 'JSON cannot hold a Date: store its getTime()'
            : T extends ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>
              ? 'JSON cannot hold a Map or a Set: store its entries in a list'
              : T extends readonly (infer Item)[]
                ? ProblemIn<Item, Levels[Left]>
                : T extends object
                  ? { [K in keyof T]-?: ProblemIn<T[K], Levels[Left]> }[keyof T]
                  : never
