import { type Message, msg } from '@rookery/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Line } from './line.js'
import { parseDeclaration } from './parse-declaration.js'
import { readAnswer, readArguments } from './read-arguments.js'

const read = (declaration: string, message: Message | string, reply_id?: string) => {
  const { values, problem, missing } = readArguments(
    parseDeclaration(`c ${declaration}`),
    new Line(typeof message === 'string' ? msg`${message}` : message, reply_id),
    () => 0,
  )
  return { args: Object.fromEntries(values), problem: problem?.is, missing: missing.map(({ name }) => name) }
}

describe('arguments', () => {
  it('are read in order', () => {
    expect(read('<who:user> [time:duration] [why]', msg`${msg.at(20001)} 10m "too loud"`).args).toEqual({
      who: 20001,
      time: 600,
      why: 'too loud',
    })
  })

  it('may be options, anywhere before the rest of the line', () => {
    const declaration = '<who:user> [--silent] [--reason <why>] [rest...]'
    const args = { who: 1, silent: true, reason: 'a b', rest: 'c  --d ' }
    expect(read(declaration, '--silent 1 --reason "a b" c  --d ').args).toEqual(args)
    expect(read(declaration, '——silent 1 --reason=a --').args).toEqual({ who: 1, silent: true, reason: 'a' })
    expect(read(declaration, '1').args).toEqual({ who: 1, silent: false })
    expect(read('<a> [--x]', '-- --x').args).toEqual({ a: '--x', x: false })
    expect(read('<a> [--x]', '"--x"').args).toEqual({ a: '--x', x: false })
    expect(read('<n:number...> [--x]', '1 --x 2').args).toEqual({ n: [1, 2], x: true })
  })

  it('may be the rest, as text or with everything in it', () => {
    expect(read('<text...>', ' a  "b" ').args).toEqual({ text: 'a  "b" ' })
    const message = msg`看 ${msg.image('a.png')} 好吗`
    expect(read('<what:message>', message).args).toEqual({ what: message })
    expect(read('<text...>', msg`${msg.image('a.png')}`)).toMatchObject({ args: {}, missing: ['text'] })
  })

  it('are no text where they are a segment', () => {
    expect(read('<a>', msg`${msg.at(20001)}`).problem).toBe('wrong')
  })

  it('may be the message that is quoted', () => {
    expect(read('<which:reply> [why]', 'spam', '-77').args).toEqual({ which: '-77', why: 'spam' })
    expect(read('<which:reply>', '').missing).toEqual(['which'])
  })

  it.each([
    ['<n:int>', 'x', 'wrong'],
    ['<n:int>', '1 2', 'tooMany'],
    ['[--x]', '--y', 'unknownOption'],
    ['[--x]', '--x=1', 'tooMany'],
    ['[--x <y>]', '--x', 'noValue'],
    ['[--x <y:int>]', '--x z', 'wrong'],
    ['<n:number...>', '1 x', 'wrong'],
  ])('%s of %j are refused: %s', (declaration, text, problem) =>
    expect(read(declaration, text).problem).toBe(problem),
  )

  it('are left alone where nothing is declared', () => {
    expect(read('', 'what ever --x')).toEqual({ args: {}, problem: undefined, missing: [] })
  })

  it('never throw, and never give a key that was not declared, whatever is written', () => {
    const word = fc.constantFrom(
      'a',
      '1',
      '--x',
      '--y=',
      '--__proto__',
      '"',
      '“',
      '10m',
      '[CQ:at,qq=all]',
      ' ',
    )
    const part = fc.oneof(
      word.map((text) => msg.text(text)),
      fc.string().map((text) => msg.text(text)),
      fc.constant(msg.at('all')),
      fc.constant({ type: 'face', data: null } as never),
      fc.constant({ type: 'image' } as never),
    )
    const declarations = [
      '',
      '<a> [b:int]',
      '<n:number...> [--x]',
      '[who:user] [--x] [--y <z:duration>] [r...]',
      '<m:message>',
    ]
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 12 }),
        fc.constantFrom(...declarations),
        (message, declaration) => {
          const { args } = read(declaration, message)
          for (const name of Object.keys(args)) expect(declaration).toContain(name)
          expect(({} as Record<string, unknown>).x).toBeUndefined()
        },
      ),
    )
  })
})

describe('an answer to the question for an argument', () => {
  const answer = (type: string, text: string) => {
    const [parameter] = parseDeclaration(`c <a${type}>`).parameters
    if (!parameter) throw new Error('no parameter')
    const { values, problem } = readAnswer(parameter, new Line(msg`${text}`), 0)
    return problem?.is ?? values.get('a')
  }

  it('is taken whole as a text', () => expect(answer('', ' New York ')).toBe('New York'))
  it('must be of its type, and nothing else', () => {
    expect(answer(':int', '5')).toBe(5)
    expect(answer(':int', '5 6')).toBe('tooMany')
    expect(answer(':int', 'x')).toBe('wrong')
    expect(answer('', '  ')).toBe('missing')
    expect(answer(':number...', '1 2')).toEqual([1, 2])
  })
})
