import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UnknownSegment } from '../tables/segments.gen.js'
import { escapeText, escapeValue, unescapeText } from './escape.js'
import { CqNameError, formatCq } from './format-cq.js'
import { parseCq } from './parse-cq.js'

const text = (value: string): UnknownSegment => ({ type: 'text', data: { text: value } })
const code = (type: string, data: Record<string, unknown> = {}): UnknownSegment => ({ type, data })

/** What a reader of the standard writes first: the grammar as one regular expression, as aiocqhttp has it. */
function parseBySpec(message: string): UnknownSegment[] {
  const segments: UnknownSegment[] = []
  let from = 0
  const plain = (end: number): void => {
    if (end > from) segments.push(text(unescapeBySpec(message.slice(from, end))))
  }
  for (const match of message.matchAll(/\[CQ:([\w.-]+)((?:,[\w.-]+=[^,\]]*)*),?\]/g)) {
    const [whole, type = '', params = ''] = match
    plain(match.index)
    const entries = params
      .split(',')
      .slice(1)
      .map((param): [string, string] => {
        const equals = param.indexOf('=')
        return [param.slice(0, equals), unescapeBySpec(param.slice(equals + 1))]
      })
    segments.push(code(type, Object.fromEntries(entries)))
    from = match.index + whole.length
  }
  plain(message.length)
  return segments
}

const unescapeBySpec = (escaped: string): string =>
  escaped.replaceAll('&#91;', '[').replaceAll('&#93;', ']').replaceAll('&#44;', ',').replaceAll('&amp;', '&')

/** Messages of what codes, broken codes and entities are made of. */
const tangle = fc
  .array(
    fc.constantFrom(
      ...['[CQ:', '[', ']', ',', '=', '&', ';', 'CQ:', '[CQ:at,qq=1]', '[CQ:face,id=14', 'a=b', ',x=y'],
      ...[
        '&amp;',
        '&#91;',
        '&#93;',
        '&#44;',
        '&#91',
        '#44;',
        'amp;',
        '&lt;',
        ' ',
        '\n',
        '汉',
        '🐧',
        'a',
        '-._',
      ],
      ...['__proto__=1', 'constructor=2', ',,', '[cq:rps]', 'type'],
    ),
    { maxLength: 24 },
  )
  .map((pieces) => pieces.join(''))

const anyText = fc.oneof(tangle, fc.string({ unit: 'binary' }))
const name = fc.oneof(
  fc.constantFrom(
    'at',
    'image',
    'a.b-c_d',
    '__proto__',
    'constructor',
    'toString',
    '0',
    'text',
    '汉'.length.toString(),
  ),
  fc.stringMatching(/^[A-Za-z0-9_.-]{1,8}$/),
)

describe('reading CQ codes', () => {
  it.each<[string, UnknownSegment[]]>([
    ['', []],
    ['喵', [text('喵')]],
    ['[CQ:at,qq=1,]', [code('at', { qq: '1' })]],
    ['[CQ:face,id=]', [code('face', { id: '' })]],
    ['[CQ:shake]', [code('shake')]],
    ['[CQ:shake,]', [code('shake')]],
    [
      '[CQ:share,url=http://a?b=c&amp;d=e,title=x&#44;y]',
      [code('share', { url: 'http://a?b=c&d=e', title: 'x,y' })],
    ],
    ['[CQ:poke,type=a=b]', [code('poke', { type: 'a=b' })]],
    ['[CQ:image, file=a]', [text('[CQ:image, file=a]')]],
    ['[CQ:a b]', [text('[CQ:a b]')]],
    ['[cq:rps]', [text('[cq:rps]')]],
    ['text &#44; &amp;#91;', [text('text , &#91;')]],
    ['[CQ:xml,data=&lt;a&gt;]', [code('xml', { data: '&lt;a&gt;' })]],
    ['a[CQ:at,qq=1]b[CQ:at,qq=2]', [text('a'), code('at', { qq: '1' }), text('b'), code('at', { qq: '2' })]],
    ['[CQ:text,text=a]b', [text('a'), text('b')]],
    ['[CQ:at,qq=1,qq=2]', [code('at', { qq: '2' })]],
    ['[CQ:broken,[CQ:face,id=1]', [text('[CQ:broken,'), code('face', { id: '1' })]],
    ['[CQ:share,title=[a,url=b]', [code('share', { title: '[a', url: 'b' })]],
    ['[CQ:a,title=[CQ:face,id=1]', [code('a', { title: '[CQ:face', id: '1' })]],
    ['[CQ:share,title=a\nb c]', [code('share', { title: 'a\nb c' })]],
    ['[CQ:vendor.card-x_1,k.-_=v]', [code('vendor.card-x_1', { 'k.-_': 'v' })]],
    ['[CQ:,a=b] [CQ:] [CQ:at,=1] [CQ:at,qq] [CQ:at', [text('[CQ:,a=b] [CQ:] [CQ:at,=1] [CQ:at,qq] [CQ:at')]],
    [']a[', [text(']a[')]],
    ['& &am; &amp', [text('& &am; &amp')]],
  ])('makes of %j what every implementation makes of it', (message, segments) => {
    expect(parseCq(message)).toEqual(segments)
    expect(parseBySpec(message)).toEqual(segments)
  })

  it('agrees with the grammar on whatever else there is', () => {
    fc.assert(
      fc.property(anyText, (message) => {
        expect(parseCq(message)).toEqual(parseBySpec(message))
      }),
      { numRuns: 3000 },
    )
  })

  it('takes every key as a key', () => {
    const [segment] = parseCq('[CQ:at,__proto__=1,constructor=2,toString=3]')
    expect(Object.entries(segment?.data ?? {})).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
      ['toString', '3'],
    ])
    expect(Object.getPrototypeOf(segment?.data)).toBe(Object.prototype)
    expect(formatCq(parseCq('[CQ:at,__proto__=1]'))).toBe('[CQ:at,__proto__=1]')
  })

  it.each([
    ['codes that never begin', '[CQ:'],
    ['codes that never close', '[CQ:a,b=c,'],
    ['codes inside of values', '[CQ:a,b='],
    ['commas', ','],
    ['entities', '&amp;'],
    ['codes', '[CQ:a]'],
  ])('reads a megabyte of %s in one go, closed or not', (_, piece) => {
    const many = piece.repeat(1_000_000 / piece.length)
    const startedMs = performance.now()
    for (const message of [many, `${many}]`, `${many},!]`]) parseCq(message)
    expect(performance.now() - startedMs).toBeLessThan(2000)
  })
})

describe('writing CQ codes', () => {
  it.each<[UnknownSegment[], string]>([
    [[], ''],
    [[text('a,b [c] & &amp;')], 'a,b &#91;c&#93; &amp; &amp;amp;'],
    [[code('at', { qq: '1' }), text(' 喵')], '[CQ:at,qq=1] 喵'],
    [[code('share', { title: 'a,b=[c]&' })], '[CQ:share,title=a&#44;b=&#91;c&#93;&amp;]'],
    [[code('a', { n: 1, f: -0.5, t: true, f2: false, z: null, u: undefined })], '[CQ:a,n=1,f=-0.5,t=1,f2=0]'],
    [[code('a', { id: 9007199254740993n })], '[CQ:a,id=9007199254740993]'],
    [[code('a', { o: { x: [1, 'y'] } })], '[CQ:a,o={"x":&#91;1&#44;"y"&#93;}]'],
    [[code('node', { content: '[CQ:face,id=1]' })], '[CQ:node,content=&#91;CQ:face&#44;id=1&#93;]'],
    [
      [{ type: 'rps' } as UnknownSegment, { type: 'dice', data: null } as unknown as UnknownSegment],
      '[CQ:rps][CQ:dice]',
    ],
    [[code('text', { text: 7 }), code('text')], '7'],
  ])('makes of them what the standard says: case %#', (segments, message) => {
    expect(formatCq(segments)).toBe(message)
  })

  it('writes one segment like an array of one', () => {
    expect(formatCq(code('face', { id: '14' }))).toBe('[CQ:face,id=14]')
  })

  it.each([
    [code('a,qq=all'), 'type'],
    [code('a]['), 'type'],
    [code(''), 'type'],
    [code('a', { 'b=c,d': '1' }), 'key'],
    [code('a', { '': '1' }), 'key'],
  ])('refuses %j, which no code can spell', (segment, what) => {
    expect(() => formatCq(segment)).toThrow(CqNameError)
    expect(() => formatCq(segment)).toThrow(`the ${what} of a CQ code is made of letters`)
  })

  it('leaves out a key without a value before its name matters', () => {
    expect(formatCq(code('a', { 'b=c': null }))).toBe('[CQ:a]')
  })
})

describe('a message that is written and read again', () => {
  const segment = fc.oneof(
    anyText.filter((value) => value !== '').map(text),
    fc.record({
      type: name.filter((type) => type !== 'text'),
      data: fc
        .array(fc.tuple(name, anyText), { maxLength: 4 })
        .map((entries) => Object.fromEntries(entries) as Record<string, string>),
    }),
  )

  /** Neighbouring texts become one: the string form cannot tell them apart. */
  const merged = (segments: readonly UnknownSegment[]): UnknownSegment[] => {
    const all: UnknownSegment[] = []
    for (const each of segments) {
      const last = all.at(-1)
      const joins = last?.type === 'text' && each.type === 'text'
      if (joins) all.splice(-1, 1, text(`${last.data.text}${each.data.text}`))
      else all.push(each)
    }
    return all
  }

  it('is the same', () => {
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 6 }), (segments) => {
        expect(parseCq(formatCq(segments))).toEqual(merged(segments))
      }),
      { numRuns: 2000 },
    )
  })

  it('never becomes a code by what somebody wrote', () => {
    fc.assert(
      fc.property(anyText, anyText, (said, value) => {
        const types = parseCq(formatCq([text(said), code('share', { title: value })])).map(({ type }) => type)
        expect(types).toEqual(said === '' ? ['share'] : ['text', 'share'])
      }),
      { numRuns: 2000 },
    )
  })
})

describe('escaping', () => {
  it('is undone by unescaping, once', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(unescapeText(escapeText(value))).toBe(value)
        expect(unescapeText(escapeValue(value))).toBe(value)
        expect(escapeValue(value)).not.toMatch(/[[\],]/)
        expect(escapeText(value)).toBe(escapeValue(value).replaceAll('&#44;', ','))
        expect(unescapeText(value)).toBe(unescapeBySpec(value))
      }),
      { numRuns: 2000 },
    )
  })
})
