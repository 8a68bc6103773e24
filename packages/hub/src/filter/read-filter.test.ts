import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgedEvent } from '../scope/judged-event.js'
import { compileFilter } from './compile-filter.js'
import { explainFilter } from './explain-filter.js'
import { readFilter } from './read-filter.js'

const issuesOf = (filter: unknown): string[] =>
  (readFilter(filter).issues ?? []).map(
    ({ path, found, hint }) => `${path.join('.')}: ${found}${hint === undefined ? '' : ` (${hint})`}`,
  )

describe('a filter that cannot be read', () => {
  it.each<[unknown, string]>([
    ['text', ': "text"'],
    [null, ': null'],
    [[], ': []'],
    [{ or: {} }, 'or: {}'],
    [{ or: [] }, 'or: an empty list'],
    [{ or: [{ a: 1 }, 7] }, 'or.1: 7'],
    [{ eq: 1 }, 'eq: an operator outside of a field'],
    [{ prefix: '/' }, 'prefix: an operator outside of a field'],
    [{ raw_message: { prefix: '' } }, 'raw_message.prefix: ""'],
    [{ raw_message: { prefix: [] } }, 'raw_message.prefix: an empty list'],
    [{ raw_message: { contains: ['a', {}] } }, 'raw_message.contains.1: {}'],
    [{ group_id: [1, { a: 1 }] }, 'group_id.1: {"a":1}'],
    [{ group_id: { in: 7 } }, 'group_id.in: 7'],
    [
      { raw_message: { prefx: '/' } },
      'raw_message.prefx: the unknown operator "prefx" (did you mean "prefix"?)',
    ],
    [{ '.xor': [] }, '.xor: the unknown operator ".xor" (did you mean "or"?)'],
    [{ 'group-id': 1 }, 'group-id: the field "group-id"'],
    [{ 'a..b': 1 }, 'a..b: the field "a..b"'],
    [{ '': 1 }, ': the field ""'],
    [{ '.': 1 }, '.: the unknown operator "."'],
    [{ 'message.#.type': 'text' }, 'message.#.type: the field "message.#.type"'],
    [{ sender: { to_me: true } }, 'sender.to_me: to_me inside of a field'],
    [{ to_me: 'yes' }, 'to_me: "yes"'],
  ])('%j is told: %s', (filter, told) => {
    expect(issuesOf(filter)).toEqual([told])
  })

  it.each(['(?<=a)b', '(?!a)b', '(a)\\1', '(a', 'a{1001}', '[z-a]'])(
    'does not take the expression %s',
    (regex) => {
      const [issue] = readFilter({ raw_message: { regex: ['ok', regex] } }).issues ?? []
      expect(issue?.path).toEqual(['raw_message', 'regex', 1])
      expect(issue?.found).toContain('which fails with: ')
      expect(issue?.allowed).toContain('RE2')
    },
  )

  it('takes no endless expression, nor endless levels', () => {
    expect(issuesOf({ a: { regex: 'a'.repeat(10_001) } })).toEqual(['a.regex: a pattern of 10001 characters'])
    let deep: object = { a: 1 }
    for (let level = 0; level < 5_000; level++) deep = { not: deep }
    expect(issuesOf(deep)).toHaveLength(1)
  })

  it('tells everything that is wrong at once', () => {
    expect(issuesOf({ or: [{ a: { regex: '(' } }], b: { prefix: '' } })).toHaveLength(2)
  })
})

describe('any text from outside', () => {
  const operator = fc.constantFrom(
    'or',
    'and',
    'not',
    '.or',
    'eq',
    'in',
    'prefix',
    'regex',
    'glob',
    'to_me',
    'within',
    '__proto__',
  )
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.jsonValue(),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(operator, fc.string({ maxLength: 6 })), tie('tree'), { maxKeys: 3 }),
    ),
  }))

  it('is a filter that judges every event, or has issues that name what is allowed', () => {
    fc.assert(
      fc.property(tree, fc.object(), (source, event) => {
        const { node, issues } = readFilter(source)
        if (!node) {
          expect(issues?.filter(({ allowed }) => allowed === '')).toEqual([])
          return
        }
        const payload = Buffer.from(JSON.stringify(event))
        const judged = judgedEvent({ id: { account: '1', epoch: 1, number: 1 }, payload })
        const verdict = compileFilter(node, () => false)(judged)
        expect(typeof verdict).toBe('boolean')
        expect(typeof explainFilter(node, judged, () => false).why).toBe('string')
      }),
      { numRuns: 2_000 },
    )
  })
})

it('a filter of 50,000 rules, each by an id, is read in a time that grows with their number alone', () => {
  const rules = Array.from({ length: 50_000 }, (_, n) => ({ user_id: n }))
  const { node } = readFilter({ not: { or: rules } })
  expect(node).toMatchObject({ kind: 'not', node: { kind: 'test', path: ['user_id'] } })
})
