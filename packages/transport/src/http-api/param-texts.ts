/** The pairs of a query or a form by name; of a repeated name the last one counts, as in JSON. */
export type ParamTexts = ReadonlyMap<string, string>

const REPLACEMENT = '\ufffd'

/** Reads what is `application/x-www-form-urlencoded`; undefined when it is not in UTF-8. */
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

/** @throws URIError where a `%` stands for no byte, or bytes for no character. */
function decoded(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  return spaced.includes('%') ? decodeURIComponent(spaced) : spaced
}

/** A lone `%` is only that, as in a browser. */
function readOddTexts(text: string): ParamTexts | undefined {
  // It would take a question mark at the beginning for that of the URL.
  const params = new Map(new URLSearchParams(`&${text}`))
  if (!isSpelled(text) && [...params].some((pair) => pair.some((each) => each.includes(REPLACEMENT))))
    return undefined
  return params
}

/** Whether the character that stands for undecodable bytes was really meant. */
const isSpelled = (text: string): boolean => text.includes(REPLACEMENT) || /%ef%bf%bd/i.test(text)
