import { describe, expect, it } from 'vitest'
import { type QQ, sandbox } from './index.js'

const namesIn = (qq: QQ, group: string): string[] =>
  [...qq.group(group).now.members.keys()].map((user_id) => qq.world.users.get(user_id)?.nickname ?? '')

describe('people of a transcript', () => {
  it.each([
    ['says something', 'Alice: 嗨'],
    ['does something', '* Alice pokes 小企'],
    ['has something done to', 'Bob: 嗨\n* 群主 kicks Alice'],
    ['is called', 'Bob: [at:Alice] 嗨'],
  ])('who are known join the second group in which they are named: one who %s', async (_, lines) => {
    await using qq = await sandbox({ bot: 10000 })
    await qq.play(`[读书会]\nAlice: 早\n[别的群]\n${lines}`)
    const hosts = ['Alice', 'Bob', '小企', '群主']
    expect(hosts).toEqual(expect.arrayContaining(namesIn(qq, '别的群')))
    expect(namesIn(qq, '别的群').includes('Alice')).toBe(!lines.includes('kicks'))
    expect(qq.world.users.filter(({ nickname }) => nickname === 'Alice').size).toBe(1)
  })

  it.each([
    ['leaves', '* Alice leaves'],
    ['was kicked', '* 群主 kicks Alice'],
  ])('do not come back by themselves: one who %s', async (_, line) => {
    await using qq = await sandbox({ bot: 10000 })
    await expect(qq.play(`[读书会]\nAlice: 早\n${line}\nAlice: 还在吗`)).rejects.toThrow('not a member')
  })

  it('ask to join the second group from outside of it', async () => {
    await using qq = await sandbox({ bot: 10000 })
    await qq.play('[读书会]\nAlice: 早\n[别的群]\n* Alice asks to join')
    expect(namesIn(qq, '别的群')).not.toContain('Alice')
  })

  it.each(['[at:Bob]', '[at:"Bob B."]', '@[at:Bob][at:Carol]', 'hi [at:all][at:Bob]'])(
    'can be called before they have spoken: %s',
    async (content) => {
      await using qq = await sandbox({ bot: 10000 })
      qq.group('读书会').member('Alice', { role: 'owner' })
      await qq.play('读书会', `Alice: ${content} 在吗`)
      const [, name = ''] = /at:"?(Bob[^\]"]*)/.exec(content) ?? []
      expect(namesIn(qq, '读书会')).toContain(name)
    },
  )

  it('stay strangers in a world of its own', async () => {
    await using qq = await sandbox({ bot: 10000 })
    qq.group('读书会').member('Alice')
    const { parseTranscript } = await import('../transcript/index.js')
    const steps = parseTranscript('[读书会]\nAlice: [at:Bob] 在吗')
    await expect(qq.playSteps(steps, { populate: false })).rejects.toThrow('nobody called "Bob"')
  })
})

describe('several bots in a group', () => {
  it('have one owner, who is named', async () => {
    await using qq = await sandbox({ bot: [10000, 10001] })
    expect(() => qq.group('读书会', { bot: 'owner' })).toThrow(
      "found 2 owners; allowed: one owner among 10000, 10001: { bot: { 10000: 'owner' } }",
    )
    expect(() => qq.group('读书会', { bot: { 10002: 'admin' } })).toThrow('found 10002, not under test')
    expect(qq.world.groups.size).toBe(0)
    const { members } = qq.group('读书会', { bot: { 10001: 'owner' } }).now
    expect([10000, 10001].map((bot) => members.get(bot)?.role)).toEqual(['member', 'owner'])
  })

  it('get their roles in a group that is there already, too', async () => {
    await using qq = await sandbox({ bot: [10000, 10001] })
    qq.group('读书会')
    const { members } = qq.group('读书会', { bot: 'admin' }).now
    expect([10000, 10001].map((bot) => members.get(bot)?.role)).toEqual(['admin', 'admin'])
    expect(qq.group('读书会').now.members.get(10000)?.role).toBe('admin')
  })
})
