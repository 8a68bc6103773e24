// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ALICE, BOT, changeOf, groupOf, memberOf, PageStage } from './page-stage.fixture.js'

let stage: PageStage
beforeEach(async () => {
  stage = await PageStage.open()
})
afterEach(() => stage.close())

/** The lists that a new message stands in, and each component of that message itself. */
const OF_A_MESSAGE = [
  ...['ChatList', 'ChatRows', 'ChatRowText', 'ChatMessages', 'MessageList', 'NewMessages'],
  ...[
    'MessageView',
    'MessageBody',
    'Sender',
    'SenderName',
    'PersonAvatar',
    'Avatar',
    'Bubble',
    'SegmentView',
    'Text',
  ],
  ...['Actions', 'IconButton', 'Icon', 'Reactions', 'Unanswered'],
  ...['WirePanel', 'WireRow'],
]

describe('of a page with a group of 500 members, 1,000 messages, its members and the wire', () => {
  it('a new message draws itself and the lists that it stands in', async () => {
    await stage.drawnFor(stage.nextMessage())
    const drawn = await stage.drawnFor(stage.nextMessage())
    expect(Object.keys(drawn).filter((name) => !OF_A_MESSAGE.includes(name))).toEqual([])
    expect(drawn).toMatchObject({ MessageView: 1, ChatRowText: 1, WireRow: 1 })
    expect(Object.values(drawn).reduce((sum, times) => sum + times, 0)).toBeLessThan(30)
  })

  it('a new card draws the list of members, one row, and that name beside messages', async () => {
    const card = { ...memberOf(ALICE + 1), card: 'The Owl' }
    const drawn = await stage.drawnFor(changeOf({ groups: { set: [groupOf([card])], gone: [] } }))
    expect(drawn).toMatchObject({ MemberList: 1, MemberRow: 1 })
    for (const name of ['Page', 'ChatView', 'MessageView', 'MessageList', 'ChatRow', 'WirePanel'])
      expect(drawn).not.toHaveProperty(name)
    expect(document.body.textContent).toContain('The Owl')
  })

  it('a bot that connects draws what is said of connections', async () => {
    const info = { accounts: [{ self_id: BOT, connected: 2, urls: [] }] }
    const drawn = await stage.drawnFor({ is: 'info', info, faults: [], ahead_ms: 0 })
    expect(drawn).toEqual({ ConnectionButton: 1, TroubleLines: 1 })
  })

  it('a frame in which nothing is new draws nothing', async () => {
    expect(await stage.drawnFor(changeOf({}))).toEqual({})
  })
})
