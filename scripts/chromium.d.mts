/** A browser of this machine, if one is found. */
export function findChromium(): string | undefined
