// Pieces of a Markdown page.

/** Text as it stands: nothing in it is markup, an entity or the end of a table's cell. */
export const plain = (text) =>
  text
    .replaceAll('&', '&amp;')
    .replace(/[\\`*<|[\]]/g, '\\$&')
    .replace(/(?<!\w)_|_(?!\w)/g, '\\_')

/** A bar ends a cell even within code, so it is escaped there; outside of tables there must be none. */
export const code = (text) => `\`${String(text).replaceAll('|', '\\|')}\``

export const codes = (values) => values.map(code).join(' ')

export const link = (text, target) => `[${plain(text)}](${target})`

/** The anchors that GitHub gives to the headings of a page: of equal ones, the later are numbered. */
export function anchors(headings) {
  const slugs = headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  )
  const numbered = (slug, at) => {
    const before = slugs.slice(0, at).filter((each) => each === slug).length
    return before === 0 ? slug : `${slug}-${before}`
  }
  return new Map(headings.map((heading, at) => [heading, numbered(slugs[at], at)]))
}

/** A table without the columns that hold nothing; no lines at all when there are no rows. */
export function table(heads, rows) {
  const used = heads.map((_, column) => column === 0 || rows.some((row) => row[column] !== ''))
  const line = (cells) => `| ${cells.filter((_, column) => used[column]).join(' | ')} |`
  if (rows.length === 0) return []
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line), '']
}

/** A page of blocks, each a list of lines; empty lines never follow one another. */
export function page(blocks) {
  const text = ['<!-- Written by `npm run gen` from the tables. Do not edit. -->', '', ...blocks.flat()].join(
    '\n',
  )
  return `${text.replace(/\n{3,}/g, '\n\n').trimEnd()}\n`
}
