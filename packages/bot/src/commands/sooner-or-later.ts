/** A value, or the promise of one. */
export type SoonerOrLater<T> = T | Promise<T>

/** Goes on at once where nothing must be waited for: most messages then cost no promise on their way. */
export const andThen = <T, R>(
  value: SoonerOrLater<T>,
  next: (value: T) => SoonerOrLater<R>,
): SoonerOrLater<R> => (value instanceof Promise ? value.then(next) : next(value))
