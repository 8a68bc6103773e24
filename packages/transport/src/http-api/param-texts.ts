/** The pairs of a query or a form by name; of a repeated name the last one counts, as in JSON. */
export type ParamTexts = ReadonlyMap<string, string>

const REPLACEMENT = '\ufffd'

/** Reads what is `application/x-www-form-urlencoded`; undefined when it is not in UTF-8. */
export function readParamTexts(text: string): ParamTexts | undefined {
  if (text === '') return new Map()
  const params = new Map(new URLSearchParams(text))
  if (!isSpelled(text) && [...params].some((pair) => pair.some((each) => each.includes(REPLACEMENT))))
    return undefined
  return params
}

/** Whether the character that stands for undecodable bytes was really meant. */
const isSpelled = (text: string): boolean => text.includes(REPLACEMENT) || /%ef%bf%bd/i.test(text)
