// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references, as files have them
import { array, boolean, child, integer, itemsOf, object, optional, partial, string } from '@rookery/schema'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distinct } from './distinct.js'
import { readYamlFile, type YamlRules, type YamlSource } from './read-yaml-file.js'
import { token } from './token.js'
import { YamlFileError } from './yaml-file-error.js'

const shelf = {
  schema: object(
    partial({
      title: string({ pattern: /./, allowed: 'a title' }),
      open: boolean,
      token,
      books: array(
        object({
          name: string({ pattern: /./, allowed: 'a name' }),
          pages: optional(integer({ min: 1, max: 9999, allowed: 'a number of pages' })),
        }),
      ),
    }),
  ),
  across: (root, addIssue) => {
    const names = itemsOf(child(root, 'books')).map((book) => child(book, 'name'))
    distinct(names, { what: 'the name', allowed: 'each once' }, addIssue)
  },
} satisfies YamlRules<unknown>

const read = (yaml: string, source: Partial<YamlSource> = {}) =>
  readYamlFile(yaml, shelf, { file: 'a.yml', ...source })

/** What is wrong, a line each, as an error tells it. */
function told(yaml: string, source: Partial<YamlSource> = {}): string[] {
  const { problems } = read(yaml, source)
  return problems.length === 0 ? [] : new YamlFileError('bad_shelf', problems).message.split('\n')
}

describe('a file by its rules', () => {
  test('is read as what its table says', () => {
    const yaml = 'title: 读书会\nopen: true\nbooks:\n  - { name: a, pages: 12 }\n  - { name: "12" }\n'
    expect(read(yaml)).toEqual({
      content: { title: '读书会', open: true, books: [{ name: 'a', pages: 12 }, { name: '12' }] },
      problems: [],
    })
  })

  test('may be empty, or have sections that are', () => {
    expect(read('').content).toEqual({})
    expect(read('# nothing\nbooks:\n').content).toEqual({ books: [] })
  })

  test('may begin with a byte order mark and end its lines with CRLF', () => {
    expect(read('\uFEFFtitle: a\r\nopen: false\r\n').content).toEqual({ title: 'a', open: false })
  })

  test('has references filled in, in braces and for any type', () => {
    const env = { T: '0123', OPEN: 'true' }
    expect(read('{ token: ${T}, open: ${OPEN}, title: "${A:-x y}" }', { env }).content).toEqual({
      token: '0123',
      open: true,
      title: 'x y',
    })
  })

  test('may repeat a single value by an alias', () => {
    expect(read('title: &t "x y"\ntoken: *t\n').content).toEqual({ title: 'x y', token: 'x y' })
  })
})

describe('what is wrong in a file', () => {
  test('is told all at once, in order, with its place and what is allowed', () => {
    expect(told('opne: true\nbooks:\n  - { pages: 0 }\n  - { name: a }\n  - { name: a }\ntitle: 5')).toEqual([
      'a.yml:1:1: found the unknown key "opne"; allowed: title, open, token, books (did you mean "open"?)',
      'a.yml:3:5: books[0]: found no key "name"; allowed: a map with the key "name"',
      'a.yml:3:14: books[0].pages: found 0; allowed: a number of pages',
      'a.yml:5:13: books[2].name: found the name "a" again, first in line 4; allowed: each once',
      'a.yml:6:8: title: found 5; allowed: a title (put quotes around it to make it a text)',
    ])
  })

  test('stands in the lines of the file that the text is a part of, also those it refers to', () => {
    expect(told('title: a\ntitle: b', { firstLine: 11 })).toEqual([
      'a.yml:12:1: found the key "title" again, first in line 11; allowed: each key once',
    ])
    expect(told('books: [{ name: a },\n  { name: a }]', { firstLine: 11 })).toEqual([
      'a.yml:12:11: books[1].name: found the name "a" again, first in line 11; allowed: each once',
    ])
    expect(told('\ntitle: [', { firstLine: 11 })[0]).toMatch(/^a\.yml:12:\d+: found broken YAML/)
  })

  test.each([
    ['? [a]\n: 1', 'found a key that is a list or a map'],
    ['title: *a', 'title: found an alias (*) without its anchor (&)'],
    ['books: &a []\ntitle: *a', 'title: found an alias (*) of a list or a map'],
    ['title: ${NONE}', 'title: found ${NONE}, but the environment has no variable NONE; allowed: a variable'],
    ['title: "a ${ b"', 'title: found a "${" that does not begin a reference; allowed: ${NAME}'],
    ['- 1', 'a.yml:1:1: found a list; allowed: a map'],
  ])('is said once: %j', (yaml, complaint) => {
    expect(told(yaml)).toEqual([expect.stringContaining(complaint)])
  })

  test('does not hide behind a key that comes twice', () => {
    expect(told('title: a\ntitle: b\nopne: true')).toHaveLength(2)
  })

  test.each([
    ['a: [1', 'broken YAML, flow sequence'],
    ['title:\n\ta: 1', 'broken YAML, tabs'],
    ['title: "x', 'broken YAML, missing closing "quote'],
    ['a: 1\n---\nb: 2', 'broken YAML, source contains multiple documents'],
    ['token: !secret x', 'broken YAML, unresolved tag'],
  ])('is broken YAML: %j', (yaml, complaint) => {
    expect(told(yaml)[0]).toMatch(/^a\.yml:\d+:\d+: found broken YAML, .+; allowed: .+/)
    expect(told(yaml).join('\n')).toContain(complaint)
  })

  test('tells no token and nothing from the environment', () => {
    const all = [
      ...told('token: 12345678'),
      ...told('{ open: "${A}", books: ["${A}", { name: "${A}", pages: "${A}" }, { name: "${A}" }] }', {
        env: { A: '/12345678' },
      }),
      ...told('token: "12345678" 12345678'),
      ...told('token: !12345678 x'),
      ...told('token: "\\q12345678"'),
    ]
    expect(all.length).toBeGreaterThanOrEqual(7)
    expect(all.join('\n')).not.toContain('12345678')
  })

  test('is a list of problems, whatever the text is, never a crash', () => {
    const piece = fc.constantFrom(
      'title',
      'books',
      ': ',
      '- ',
      '\n',
      '  ',
      '{',
      '}',
      '[',
      '${A}',
      '*a',
      '&a ',
      '"',
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        for (const line of told(pieces.join('')))
          expect(line).toMatch(/^a\.yml:\d+:\d+: .*found .+; allowed: .+/)
      }),
    )
  })
})
