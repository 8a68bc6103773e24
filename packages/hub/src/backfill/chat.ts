/** A chat of an account: a group, or the other side of a private chat. */
export interface Chat {
  readonly kind: 'group' | 'private'
  /** Decimal text. */
  readonly id: string
}

/** Names a chat in maps. */
export const chatKey = ({ kind, id }: Chat): string => `${kind} ${id}`
