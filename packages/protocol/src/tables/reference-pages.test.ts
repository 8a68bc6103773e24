import { readdirSync, readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { retcodes } from '../retcodes.js'
import { actions } from './actions.js'
import { events } from './events.js'
import { segments } from './segments.js'
import { type EventRow, eventFields, type SegmentRow } from './table.js'

const root = fileURLToPath(new URL('../../../../docs/reference/', import.meta.url))
const pages = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md'))
    .map((path) => [path, readFileSync(`${root}${path}`, 'utf8')]),
)
const eventRows: readonly EventRow[] = Object.values(events)
const segmentRows: readonly SegmentRow[] = Object.values(segments)

const headings = (page: string) =>
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => text.replaceAll('\\', ''))

/** As GitHub makes them: letters, digits, `_` and `-` stay, and equal ones are numbered. */
function anchorsOf(page: string): ReadonlySet<string> {
  const seen = new Map<string, number>()
  const slugs = headings(page).map((text) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  )
  return new Set(
    slugs.map((slug) => {
      const before = seen.get(slug) ?? 0
      seen.set(slug, before + 1)
      return before === 0 ? slug : `${slug}-${before}`
    }),
  )
}

/** Cells of a line: what is between bars that no backslash stands before. */
const columns = (line: string) => line.split(/(?<!\\)\|/).length

describe.each(['en', 'zh'])('the reference pages in %s', (language) => {
  const page = (name: string) => pages.get(`${language}/${name}`) ?? ''
  const own = [...pages].filter(([path]) => path.startsWith(`${language}/`))
  const topics = own.filter(([path]) => path.startsWith(`${language}/actions/`)).map(([, text]) => text)

  test('have every action, in the list and under a heading', () => {
    const names = Object.keys(actions)
    expect(topics.flatMap((text) => headings(text).slice(1))).toEqual(expect.arrayContaining(names))
    expect(names.filter((name) => !page('actions.md').includes(`[\`${name}\`](`))).toEqual([])
  })

  test('have every event and its fields', () => {
    const text = page('events.md')
    expect(Object.keys(events).filter((name) => !text.includes(`\n\`${name}\``))).toEqual([])
    for (const row of eventRows) {
      expect(text).toContain(`### ${row.post_type}.${row.detail_type}`)
      const missing = eventFields(row).filter(({ name }) => !text.includes(`\`${name}\``))
      expect(missing).toEqual([])
    }
  })

  test('have every segment and every retcode', () => {
    const text = page('segments.md')
    expect(Object.keys(segments).filter((name) => !text.includes(`\n\`${name}\``))).toEqual([])
    for (const { type } of segmentRows) expect(text).toContain(`\n## ${type}`)
    for (const { code } of Object.values(retcodes)) expect(page('retcodes.md')).toContain(`\n| ${code} | `)
  })

  test('link to nothing that is not there', () => {
    const broken = own.flatMap(([path, text]) =>
      [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
        const [file = '', anchor] = target.split('#')
        const linked = pages.get(file === '' ? path : posix.join(dirname(path), file))
        const isThere = linked !== undefined && (anchor === undefined || anchorsOf(linked).has(anchor))
        return isThere ? [] : [`${path}: ${target}`]
      }),
    )
    expect(broken).toEqual([])
  })

  test('have tables whose rows are as wide as their heads', () => {
    const tables = own.flatMap(([, text]) => text.match(/(?:^\|.*\n)+/gm) ?? [])
    const uneven = tables.filter((table) => new Set(table.trimEnd().split('\n').map(columns)).size > 1)
    expect(tables.length).toBeGreaterThan(300)
    expect(uneven).toEqual([])
  })
})
