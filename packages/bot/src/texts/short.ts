/** What somebody wrote, no longer than is needed to find it again. */
export const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)
