/** One side of the page: the acting user and the open chat. */
export interface Side {
  readonly me: number
  readonly chat?: string
}

/** Parses the sides from the URL's hash: `#20001/group:30001&20002/group:30001`. */
export function readSides(hash: string): readonly Side[] {
  return hash
    .replace(/^#/, '')
    .split('&')
    .flatMap((text) => {
      const [me = '', chat] = decodeURIComponent(text).split('/')
      if (!/^\d+$/.test(me)) return []
      return [chat && /^(group|private):[\d:]+$/.test(chat) ? { me: Number(me), chat } : { me: Number(me) }]
    })
    .slice(0, 2)
}

export const writeSides = (sides: readonly Side[]): string =>
  `#${sides.map(({ me, chat }) => (chat ? `${me}/${chat}` : String(me))).join('&')}`
