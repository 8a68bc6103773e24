import { type Message, messageAs, plainText } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { hear } from '../message/hear.js'
import { groupMessage } from './chat.fixture.js'
import { makeCommand } from './command.js'
import { CommandBook } from './command-book.js'
import { type Prefix, Prefixes } from './command-line.js'
import { DEFAULT_PREFIXES, DEFAULT_SEPARATORS } from './make-commands.js'

/** Measured on NoneBot 1.9.1: the commands, what was written, what came of it. */
function bookWith(prefixes: readonly Prefix[]): CommandBook {
  const book = new CommandBook(new Prefixes(prefixes, DEFAULT_SEPARATORS))
  const nothing = () => {}
  book.add(makeCommand('echo', {}, nothing))
  book.add(makeCommand('note.add', { aliases: ['记笔记', 'a.b'] }, nothing))
  book.add(makeCommand('weather', { aliases: '天气' }, nothing))
  book.add(makeCommand('sign', { patterns: [/^签到\d+$/, /打卡/] }, nothing))
  return book
}

function parse(
  codes: string,
  prefixes: readonly Prefix[] = DEFAULT_PREFIXES,
): readonly [string, string] | undefined {
  const message = messageAs('array', codes) as Message
  const heard = hear(groupMessage(message), { nicknames: [] })
  const found = bookWith(prefixes).find(heard)
  return found && [found.command.name, plainText(found.argument)]
}

describe('a message is the command that NoneBot takes it for', () => {
  it.each([
    ['/echo hi', 'echo', 'hi'],
    ['/ echo hi', 'echo', 'hi'],
    ['/echo\nline2', 'echo', 'line2'],
    ['/echo   a  b ', 'echo', 'a  b '],
    ['/echo　全角空格', 'echo', '全角空格'],
    ['/note.add x', 'note.add', 'x'],
    ['/note/add x', 'note.add', 'x'],
    ['/记笔记 x', 'note.add', 'x'],
    ['/a.b y', 'note.add', 'y'],
    ['/签到12', 'sign', '签到12'],
    ['/今天打卡啦', 'sign', '今天打卡啦'],
    ['／天气 南京', 'weather', '南京'],
  ])('%j is %s with %j', (codes, name, argument) => expect(parse(codes)).toEqual([name, argument]))

  it.each(['//echo', 'echo hi', '/', '/ECHO a', '/天气南京', '/note add x', '/note.add.more x', '签到12'])(
    '%j is none',
    (codes) => expect(parse(codes)).toBeUndefined(),
  )

  it.each([
    [['', '/'], 'echo hi', ['echo', 'hi']],
    [['', '/'], '/echo hi', ['echo', 'hi']],
    [['', '/'], '签到12', ['sign', '签到12']],
    [[/[/!]+/, ''], '!!/echo hi', ['echo', 'hi']],
    [[/[/!]+/, ''], 'x!echo', undefined],
  ] as const)('with the prefixes %j, %j is %j', (prefixes, codes, expected) =>
    expect(parse(codes, prefixes)).toEqual(expected),
  )
})

describe('where NoneBot is not followed', () => {
  it('a reply in front does not hide the command (its quirk 1)', () =>
    expect(parse('[CQ:reply,id=1]/echo hi')).toEqual(['echo', 'hi']))

  it('a segment parts words, as blanks do', () => {
    expect(parse('/echo[CQ:image,file=1]')).toEqual(['echo', ''])
    expect(parse('/echo[CQ:at,qq=1] hi')).toEqual(['echo', ' hi'])
  })

  it('what stands behind is text, not escaped codes (its quirk 7)', () =>
    expect(parse('/echo &#91;x&#93;')).toEqual(['echo', '[x]']))
})
