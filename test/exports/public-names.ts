const LIST = /^export (type )?\{([^}]*)\}/gm
const DECLARATION =
  /^export (?:declare )?(?:async )?(?:abstract )?(const|function|class|enum|type|interface) (\w+)/gm
const STAR = /^export \*.*$/gm

/** A public name and whether it is there at run time. */
export interface PublicName {
  readonly name: string
  readonly isType: boolean
}

/** The names that an `index.ts` exports, sorted; it is a hand-written list, so a pattern reads it. */
export function publicNames(source: string): PublicName[] {
  const stars = source.match(STAR)
  if (stars !== null) throw new TypeError(`name what is public instead of \`${stars[0]}\``)
  const listed = [...source.matchAll(LIST)].flatMap(([, type, names = '']) =>
    names
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')
      .map((entry) => publicName(entry, type !== undefined)),
  )
  const declared = [...source.matchAll(DECLARATION)].map(([, kind = '', name = '']) => ({
    name,
    isType: kind === 'type' || kind === 'interface',
  }))
  return [...listed, ...declared].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** `a`, `a as b`, `type a` or `type a as b`; what counts is the name outside. */
const publicName = (entry: string, isType: boolean): PublicName => ({
  name: entry.replace(/^type /, '').replace(/^.* as /, ''),
  isType: isType || entry.startsWith('type '),
})

/** One line per name, `type` before what is gone at run time. */
export const asText = (names: readonly PublicName[]) =>
  names.map(({ name, isType }) => `${isType ? 'type ' : ''}${name}\n`).join('')
