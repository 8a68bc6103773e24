/** Shortens a user's text to 40 characters, enough to recognize it. */
export const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)
