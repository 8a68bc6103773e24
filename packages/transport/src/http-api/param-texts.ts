/** The pairs of a query or a form, by name; a repeated name has its last value, as in JSON. */
export type ParamTexts = ReadonlyMap<string, string>

const REPLACEMENT = '\ufffd'

/** Parses `application/x-www-form-urlencoded`; undefined if it is not UTF-8. */
export function readParamTexts(text: string): ParamTexts | undefined {
  const params = new Map<string, string>()
  try {
    for (const pair of text === '' ? [] : text.split('&')) {
      if (pair === '') continue
      const at = pair.indexOf('=')
      if (at < 0) params.set(decoded(pair), '')
      else params.set(decoded(pair.slice(0, at)), decoded(pair.slice(at + 1)))
    }
    return params
  } catch {
    return readOddTexts(text)
  }
}

/** @throws URIError for a malformed `%`, or for bytes that are not UTF-8. */
function decoded(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  return spaced.includes('%') ? decodeURIComponent(spaced) : spaced
}

/** Parses texts with a malformed `%`, in which a lone `%` stands for itself, as in a browser. */
function readOddTexts(text: string): ParamTexts | undefined {
  // A question mark at the beginning would be taken for that of the URL.
  const params = new Map(new URLSearchParams(`&${text}`))
  if (!isSpelled(text) && [...params].some((pair) => pair.some((each) => each.includes(REPLACEMENT))))
    return undefined
  return params
}

/** Whether the replacement character was really meant, and does not stand for undecodable bytes. */
const isSpelled = (text: string): boolean => text.includes(REPLACEMENT) || /%ef%bf%bd/i.test(text)
