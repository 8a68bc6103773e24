import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeYaml } from './write-yaml.js'
import { yamlScalars } from './yaml-scalars.js'

const listed = (text: string) =>
  yamlScalars(text)?.map(({ path, start, end, text: value }) => [
    path.join('.'),
    text.slice(start, end),
    value,
  ])

describe('the values of a YAML text', () => {
  it('are found with their places, however they are written', () => {
    const text = `# a comment
listen: { port: 7700, token: "a b" } # another
clients:
  - name: koishi
    token: 'it''s'
  - { name: bot, on: true, nothing: }
text: |
  two
  lines
`
    expect(listed(text)).toEqual([
      ['listen.port', '7700', '7700'],
      ['listen.token', '"a b"', 'a b'],
      ['clients.0.name', 'koishi', 'koishi'],
      ['clients.0.token', "'it''s'", "it's"],
      ['clients.1.name', 'bot', 'bot'],
      ['clients.1.on', 'true', 'true'],
      ['text', expect.stringContaining('two'), 'two\nlines\n'],
    ])
  })

  it('keep their variables as they are written', () => {
    const [whole, part] = [`\${TOKEN:-x}`, `p\${Q}`]
    expect(listed(`a: { b: ${whole}, c: "${part}" }`)).toEqual([
      ['a.b', whole, whole],
      ['a.c', `"${part}"`, part],
    ])
  })

  it('are those that aliases stand for', () => {
    expect(listed('a: &x secret\nb: *x\n')).toEqual([
      ['a', 'secret', 'secret'],
      ['b', '*x', 'secret'],
    ])
  })

  it('are none in a text that is broken, or empty', () => {
    expect(yamlScalars('a: [1')).toBeUndefined()
    expect(yamlScalars('')).toEqual([])
    expect(yamlScalars('# nothing\n')).toEqual([])
  })

  it('can be replaced where they stand, and nothing else changes', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/)
    const value = fc.dictionary(name, fc.oneof(fc.string(), fc.integer(), fc.boolean()), { minKeys: 1 })
    fc.assert(
      fc.property(value, fc.nat(), (content, pick) => {
        const text = writeYaml(content)
        const scalars = yamlScalars(text) ?? []
        expect(scalars.map(({ path }) => path[0])).toEqual(Object.keys(content))
        const { start, end, path } = scalars[pick % scalars.length] ?? { start: 0, end: 0, path: [] }
        const changed = yamlScalars(`${text.slice(0, start)}other${text.slice(end)}`)
        const wanted = scalars.map((each) => [each.path[0], each.path === path ? 'other' : each.text])
        expect(changed?.map((each) => [each.path[0], each.text])).toEqual(wanted)
      }),
    )
  })
})
