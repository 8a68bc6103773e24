import fc from 'fast-check'
import { describe, expect, expectTypeOf, it, test } from 'vitest'
import { segmentFacts } from '../tables/facts.gen.js'
import type {
  AtSegment,
  ContactGroupSegment,
  ImageSegment,
  Message,
  MusicCustomSegment,
  MusicSegment,
  NodeReferenceSegment,
  NodeSegment,
  Segment,
  Sendable,
} from '../tables/segments.gen.js'
import { formatCq } from './format-cq.js'
import { messageAs } from './message-as.js'
import { msg } from './msg.js'

const text = (value: string) => ({ type: 'text', data: { text: value } })
const at = { type: 'at', data: { qq: '10001' } }

describe('a composed message', () => {
  it('has its values where they were put', () => {
    expect(msg`你好 ${'小企'} ${msg.at(10001)}`).toEqual([text('你好 小企 '), at])
    expect(msg`${msg.at(10001)}${1}${2n}`).toEqual([at, text('12')])
    expect(msg`${msg`a${msg.at(10001)}b`}c${[msg.text('d'), msg.text('e')]}`).toEqual([
      text('a'),
      at,
      text('bcde'),
    ])
    expect(msg``).toEqual([])
    expect(msg`${''}${msg.text('')}`).toEqual([])
    expect(msg`a\n\u{1F427}`).toEqual([text('a\n🐧')])
    expect(msg`\u`).toEqual([text('\\u')])
  })

  it('takes segments that no table knows as they are', () => {
    const card = { type: 'vendor_card', data: { n: 1 } }
    expect(msg`${card}`).toEqual([card])
    const coloured = { type: 'text', data: { text: 'b', color: 'red' } }
    expect(msg`a${coloured}c`).toEqual([text('a'), coloured, text('c')])
  })

  it('cannot be made to hold a code by what somebody wrote', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('[CQ:at,qq=all]', '&#91;', '&amp;')), (said) => {
        expect(msg`x${said}`).toEqual([text(`x${said}`)])
        expect(messageAs('array', formatCq(msg`x${said}`))).toEqual([text(`x${said}`)])
      }),
    )
  })

  it('reads codes where that is asked for', () => {
    expect(msg.cq('喵[CQ:at,qq=10001]')).toEqual([text('喵'), at])
    expect(msg`${msg.cq('喵[CQ:at,qq=10001]')}！`).toEqual([text('喵'), at, text('！')])
  })

  it.each<[unknown, string]>([
    [undefined, 'value 2, behind " b ", is undefined: a message is made of strings, numbers'],
    [null, 'value 2, behind " b ", is null'],
    [true, 'value 2, behind " b ", is the boolean true'],
    [{ id: 1 }, 'value 2, behind " b ", is an object that is no segment'],
    [['喵'], 'value 2, behind " b ", is an array that holds more than segments'],
    [Symbol('喵'), 'is the symbol Symbol(喵)'],
    [{ type: 'at', data: 1 }, 'is an object that is no segment'],
  ])('refuses %s, and says where it is', (value, reason) => {
    // @ts-expect-error: nothing but text and segments can be inserted
    expect(() => msg`a ${1} b ${value}`).toThrow(TypeError)
    // @ts-expect-error: as above
    expect(() => msg`a ${1} b ${value}`).toThrow(reason)
  })

  it('is not made by a call, which would take text for trusted', () => {
    // @ts-expect-error: a string is no template
    expect(() => msg('[CQ:at,qq=all]')).toThrow('msg is a template tag')
    // @ts-expect-error: codes are a string
    expect(() => msg.cq(msg``)).toThrow('msg.cq takes a string with CQ codes, found object')
  })
})

describe('the builders', () => {
  const made = {
    TextSegment: msg.text('喵'),
    FaceSegment: msg.face(14, { chainCount: 2, large: true }),
    AtSegment: msg.at(10001n, { name: '小企' }),
    ReplySegment: msg.reply(-7, { seq: 1 }),
    AnonymousSegment: msg.anonymous({ ignore: true }),
    MarkdownSegment: msg.markdown('# 喵'),
    KeyboardSegment: msg.keyboard({ content: { rows: [] } }),
    TtsSegment: msg.tts('喵'),
    LongmsgSegment: msg.longmsg('r'),
    ImageSegment: msg.image('file:///a.png', { cache: false, timeout: 5, sub_type: 1, type: 'flash' }),
    RecordSegment: msg.record('a.amr', { magic: true }),
    VideoSegment: msg.video('a.mp4', { c: '2' }),
    FileSegment: msg.file('a.txt', { name: 'b.txt' }),
    CardimageSegment: msg.cardimage('a.png', { minwidth: 400 }),
    OnlinefileSegment: msg.onlinefile({
      msgId: 9007199254740993n,
      elementId: '2',
      fileName: 'a',
      fileSize: 0,
      isDir: true,
    }),
    FlashtransferSegment: msg.flashtransfer('f'),
    FlashFileSegment: msg.flash_file({ title: 'a', file_set_id: 'f', scene_type: 1n }),
    MfaceSegment: msg.mface({ emoji_package_id: 1, emoji_id: 'e', key: 'k' }),
    RpsSegment: msg.rps(),
    DiceSegment: msg.dice({ result: 6 }),
    ShakeSegment: msg.shake(),
    PokeSegment: msg.poke(126, 2003),
    ShareSegment: msg.share('http://a', '题', { content: '内容', image: undefined }),
    ContactFriendSegment: msg.contact('qq', 10001),
    ContactGroupSegment: msg.contact('group', 30001),
    LocationSegment: msg.location(39.9, '116.3', { title: '北京' }),
    MusicSegment: msg.music('163', 28949129),
    MusicCustomSegment: msg.music('custom', { url: 'http://a', audio: 'http://b', title: '题' }),
    XmlSegment: msg.xml('<a/>', { service_id: 35 }),
    JsonSegment: msg.json({ app: 'a' }, { config: { token: 't' } }),
    MiniappSegment: msg.miniapp('{}'),
    RedbagSegment: msg.redbag('恭喜'),
    UrlQuoteSegment: msg.url_quote({ url: 'http://a', display_text: 'a' }),
    ChannelQuoteSegment: msg.channel_quote({ guild_id: 1, channel_id: 2, display_text: 'a' }),
    ForwardSegment: msg.forward('f'),
    NodeReferenceSegment: msg.node(7),
    NodeSegment: msg.node(10001, '小企', msg`喵${msg.face(14)}`, { time: 1 }),
  } satisfies Record<keyof typeof segmentFacts, Segment>

  it.each(Object.entries(made))('make a %s as its row says', (name, { type, data }) => {
    const row = segmentFacts[name as keyof typeof made]
    expect(type).toBe(row.type)
    const fields = new Map(row.data.map((field) => [field.name, field]))
    for (const [key, value] of Object.entries(data)) {
      const { type: wireType = 'any', values = [], ext_values = [], alt_values = [] } = fields.get(key) ?? {}
      expect(fields.has(key)).toBe(true)
      if (wireType !== 'message') expect(wireType).toContain(Array.isArray(value) ? 'array' : typeof value)
      const allowed = [...values, ...ext_values, ...alt_values]
      if (allowed.length > 0 && !String(allowed[0]).startsWith('<')) expect(allowed).toContain(value)
    }
    const required = row.data.filter(({ required }) => required).map((field) => field.name)
    expect(Object.keys(data)).toEqual(expect.arrayContaining(required))
  })

  it('write numbers and bigints exactly, booleans as 1 and 0, and leave out what has no value', () => {
    expect(made.AtSegment).toEqual({ type: 'at', data: { qq: '10001', name: '小企' } })
    expect(made.ImageSegment.data).toEqual({
      file: 'file:///a.png',
      cache: '0',
      timeout: '5',
      sub_type: 1,
      type: 'flash',
    })
    expect(made.OnlinefileSegment.data.msgId).toBe('9007199254740993')
    expect(made.FlashFileSegment.data.scene_type).toBe(1)
    expect(made.ShareSegment.data).toEqual({ url: 'http://a', title: '题', content: '内容' })
    expect(made.JsonSegment.data.data).toBe('{"app":"a"}')
    expect(msg.xml('', { service_id: 9007199254740993n }).data.service_id).toBe('9007199254740993')
  })

  it('make nodes whose strings are text', () => {
    expect(msg.node(1, 'a', '[CQ:at,qq=all]').data.content).toEqual([text('[CQ:at,qq=all]')])
    expect(msg.node(1, 'a', msg.at('all')).data.content).toEqual([{ type: 'at', data: { qq: 'all' } }])
    expect(made.NodeReferenceSegment).toEqual({ type: 'node', data: { id: '7' } })
  })

  test.each<[() => unknown, string]>([
    // @ts-expect-error: an id is needed
    [() => msg.at(undefined), 'msg.at needs a value for "qq"'],
    // @ts-expect-error: as above
    [() => msg.image(null), 'msg.image needs a value for "file"'],
    [() => msg.at(Number.NaN), 'msg.at: "qq" is NaN'],
    // @ts-expect-error: a segment is no id
    [() => msg.at(msg.at(1)), 'msg.at: "qq" must be text, found object'],
    // @ts-expect-error: a key is missing
    [() => msg.mface({ emoji_id: 'e', key: 'k' }), 'msg.mface needs a value for "emoji_package_id"'],
    // @ts-expect-error: there is no content
    [() => msg.node(1, 'a', undefined), 'msg.node: "content" is undefined'],
  ])('refuse what cannot be sent: case %#', (make, reason) => {
    expect(make).toThrow(TypeError)
    expect(make).toThrow(reason)
  })
})

// Checked by the compiler.
test('the types of what is built are those of the table', () => {
  expectTypeOf(msg`喵`).toEqualTypeOf<Message>()
  expectTypeOf(msg`喵`).toExtend<Sendable>()
  expectTypeOf(msg.at(1)).toEqualTypeOf<AtSegment>()
  expectTypeOf(msg.contact('group', 1)).toEqualTypeOf<ContactGroupSegment>()
  expectTypeOf(msg.music('xm', 1)).toEqualTypeOf<MusicSegment>()
  expectTypeOf(msg.music('custom', { url: '', audio: '', title: '' })).toEqualTypeOf<MusicCustomSegment>()
  expectTypeOf(msg.node(1)).toEqualTypeOf<NodeReferenceSegment>()
  expectTypeOf(msg.node(1, '', '')).toEqualTypeOf<NodeSegment>()
  expectTypeOf<Exclude<Segment['type'], keyof typeof msg>>().toEqualTypeOf<never>()

  type ImageOptions = NonNullable<Parameters<typeof msg.image>[1]>
  expectTypeOf<{ cache: false; timeout: 5; sub_type: 1n; type: 'flash' }>().toExtend<ImageOptions>()
  expectTypeOf<{ type: 'gif' }>().not.toExtend<ImageOptions>()
  expectTypeOf<{ cache: 2 }>().not.toExtend<ImageOptions>()
  expectTypeOf<{ sub_type: '1' }>().not.toExtend<ImageOptions>()
  expectTypeOf<'file'>().not.toExtend<keyof ImageOptions>()
  expectTypeOf(msg.image('')).toEqualTypeOf<ImageSegment>()

  const maybe = (): string | undefined => undefined
  // @ts-expect-error: it may be undefined
  expect(() => msg`喵 ${maybe()}`).toThrow(TypeError)
  // @ts-expect-error: a custom card has no id
  expect(() => msg.music('custom', 1)).toThrow('msg.music needs a value for "url"')
})
