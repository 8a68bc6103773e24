import { UsageError } from '../cli/usage-error.js'

/**
 * Converts `key=value` words to the JSON of an action's params. A JSON value other than a quoted string is inserted
 * as typed, so that no digit is lost; anything else is a text. `key:=value` requires JSON.
 *
 * @example paramsJson(['group_id=30001', 'message=hello']) // '{"group_id":30001,"message":"hello"}'
 * @throws UsageError if a word is neither, or a key comes twice
 */
export function paramsJson(words: readonly string[]): string {
  const members = new Map<string, string>()
  for (const word of words) {
    const { key, json } = parseWord(word)
    if (members.has(key)) throw new UsageError(`the key "${key}" is given twice; allowed: each key once`)
    members.set(key, json)
  }
  return `{${[...members].map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(',')}}`
}

function parseWord(word: string): { key: string; json: string } {
  const [, key, mark, value = ''] = /^([^=]*?)(:?=)(.*)$/s.exec(word) ?? []
  if (!key) throw new UsageError(`found "${word}"; allowed: key=value, or key:=json, such as group_id=30001`)
  if (mark === '=') return { key, json: isBareJson(value) ? value : JSON.stringify(value) }
  if (isJson(value)) return { key, json: value }
  throw new UsageError(`"${word}" is no JSON after the :=; allowed: key:=json, or key=text`)
}

function isBareJson(text: string): boolean {
  return !/^\s*"/.test(text) && isJson(text)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
