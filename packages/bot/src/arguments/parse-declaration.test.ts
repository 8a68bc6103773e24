import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BotUsageError } from '../errors.js'
import { parseDeclaration } from './parse-declaration.js'

const messageOf = (declaration: string): string => {
  try {
    parseDeclaration(declaration)
    return ''
  } catch (error) {
    if (error instanceof BotUsageError) return error.message
    throw error
  }
}

describe('a declaration', () => {
  it('is read into name, parameters and flags', () => {
    const { name, parameters, flags, tail } = parseDeclaration(
      'group.ban <who:user> [time:duration] [--silent] [--reason <why>]',
    )
    expect(name).toEqual(['group', 'ban'])
    expect(parameters).toEqual([
      { name: 'who', type: 'user', required: true, rest: false },
      { name: 'time', type: 'duration', required: false, rest: false },
    ])
    expect(flags.map((flag) => flag.name)).toEqual(['silent', 'reason'])
    expect(tail).toBe('<who:user> [time:duration] [--silent] [--reason <why>]')
  })

  it('may be all Chinese', () => {
    expect(parseDeclaration('天气 [城市...]').parameters).toEqual([
      { name: '城市', type: 'text', required: false, rest: true },
    ])
  })

  it('that names an unknown type is shown with the place and what is allowed', () => {
    expect(messageOf('ban <who:usr>')).toBe(
      [
        '"usr" is no type of an argument, did you mean "user"?; allowed: text, number, int, user, group, duration, date, image, boolean, message, reply',
        '  ban <who:usr>',
        '           ^^^',
      ].join('\n'),
    )
  })

  it('puts the caret where it belongs behind Chinese letters, too', () => {
    expect(messageOf('禁言 <who')).toBe(
      ['cannot read this: expected <required>, [optional] or [--flag]', '  禁言 <who', '       ^^^^'].join(
        '\n',
      ),
    )
  })

  it.each([
    ['', 'begins with the command'],
    ['<a>', 'begins with the command'],
    ['a..b', 'empty part'],
    ['a <>', 'is no argument'],
    ['a <b c>', 'is no argument'],
    ['a <b:>', 'is no type'],
    ['a [b] <c>', 'stands behind an optional one'],
    ['a <b...> <c>', 'behind the rest of the line'],
    ['a <b> [b]', 'two arguments "b"'],
    ['a [--x] [--x]', 'two arguments "x"'],
    ['a [--x <y...>]', 'takes one value'],
    ['a [--]', 'expected [--flag]'],
    ['a b', 'cannot read this'],
  ])('%j is refused: %s', (declaration, sentence) => expect(messageOf(declaration)).toContain(sentence))

  it('is read, or refused with a sentence, whatever it is', () => {
    const piece = fc.constantFrom('a', ' ', '<', '>', '[', ']', '--', ':', '...', 'user', '.', '天', '=')
    fc.assert(fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => void messageOf(pieces.join(''))))
  })
})
