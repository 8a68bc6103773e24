import { msg } from '@rookery/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { type QQ, sandbox, type TestSettings } from '../testing/index.js'

const open: QQ[] = []
afterEach(async () => {
  for (const qq of open.splice(0)) await qq.close()
})

async function club(settings: TestSettings = {}) {
  const qq = await sandbox({ bot: 10000, ...settings })
  open.push(qq)
  const room = qq.group('读书会')
  const [alice, bob] = [room.member('Alice'), room.member('Bob')]
  return { qq, room, alice, bob, said: await alice.says('早') }
}

const reply = { type: 'reply', data: { id: '1' } }
const at = { type: 'at', data: { qq: '20001' } }
const text = (text: string) => ({ type: 'text', data: { text } })

describe("a person's reply in a group", () => {
  it('calls the author of what it quotes, from the test kit', async () => {
    const { said, bob } = await club()
    expect((await bob.replies(said, '/again')).message).toEqual([reply, at, text(' /again')])
    expect((await bob.replies(said, msg.face(14))).message).toEqual([
      reply,
      at,
      text(' '),
      { type: 'face', data: { id: '14' } },
    ])
    expect((await bob.replies(said)).message).toEqual([reply, at, text(' ')])
    expect((await bob.replies(said, msg.at(20001), ' hi')).message).toEqual([reply, at, text(' hi')])
  })

  it.each([
    ['[reply:早] /again', [reply, at, text(' /again')]],
    ['[reply:早]/again', [reply, at, text(' /again')]],
    ['[CQ:reply,id=1]/again', [reply, at, text(' /again')]],
    ['[reply:早][at:Alice] /again', [reply, at, text(' /again')]],
    [
      '[reply:早][at:小企] 存图',
      [reply, at, text(' '), { type: 'at', data: { qq: '10000' } }, text(' 存图')],
    ],
    ['[quote:早] /again', [reply, text(' /again')]],
  ])('calls the author, from a transcript: %s', async (content, message) => {
    const { qq } = await club()
    await qq.play('读书会', `Bob: ${content}`)
    expect(qq.world.messages.get(2)?.message).toEqual(message)
  })

  it.each([[[reply, text('/again')]], ['[CQ:reply,id=1]/again']])(
    'calls the author, from the page: %j',
    async (message) => {
      const { qq, room, bob } = await club()
      qq.sandbox.act(bob.user_id, { do: 'say', group_id: room.group_id, message: message as never })
      expect(qq.world.messages.get(2)?.message).toEqual([reply, at, text(' /again')])
    },
  )

  it('calls nobody where clients do not: oneself, a mask, a private chat; nor where it is switched off', async () => {
    const { qq, room, alice, bob, said } = await club()
    expect((await alice.replies(said, '好')).message).toEqual([reply, text('好')])
    expect((await bob.quotes(said, '好')).message).toEqual([reply, text('好')])
    const masked = (await bob.does('say', {
      group_id: room.group_id,
      message: '面',
      anonymous: true,
    } as never)) as never
    expect((await alice.replies(masked, '好')).message.map(({ type }) => type)).toEqual(['reply', 'text'])
    const friend = qq.friend('Alice')
    const secret = await friend.says('密')
    const [, other] = [await friend.replies(secret, '好'), qq.world.messages.last()]
    expect(other?.message.map(({ type }) => type)).toEqual(['reply', 'text'])
    const off = await club({ replyAt: false })
    expect((await off.bob.replies(off.said, '好')).message).toEqual([reply, text('好')])
  })

  it('is left to the bot where a bot replies', async () => {
    const { qq, room } = await club()
    const params = { group_id: room.group_id, message: [reply, text('好')] }
    await qq.sandbox.call(10000, 'send_group_msg', params)
    expect((await room.expect('好')).message).toEqual([reply, text('好')])
  })

  it.each([true, false])(
    'is written into a transcript so that it plays the same again (replyAt: %s)',
    async (replyAt) => {
      const { qq, bob, alice, said } = await club({ replyAt })
      const answer = await bob.replies(said, '好')
      await bob.quotes(said, '嗯')
      await alice.replies(answer, '好的')
      const transcript = qq.transcript()
      expect(transcript).toContain(replyAt ? 'Bob: [reply:早][at:Alice] 好' : 'Bob: [quote:早]好')
      expect(transcript).toContain('Bob: [quote:早]嗯')
      const again = await sandbox({ bot: 10000 })
      open.push(again)
      await again.play(transcript)
      expect(again.world.messages.map(({ message }) => message).toJS()).toEqual(
        qq.world.messages.map(({ message }) => message).toJS(),
      )
    },
  )
})
