import { describe, expect, it } from 'vitest'
import { actionFacts } from './facts.gen.js'
import { restrictedActions } from './restricted.js'
import { actionTargets, type TargetRow, targetsOf } from './targets.js'

/** Actions that nothing can tell the chats of, each for a reason; any other one has a row. */
const UNKNOWN = {
  'reach all chats': ['_mark_all_as_read', 'get_event', 'get_updates', 'reload_event_filter'],
  'have ids of their own, which tell no chat': [
    ...['reshare_flash_file', 'download_flash_file', 'download_fileset', 'get_flash_file_info'],
    ...['get_flash_file_list', 'get_flash_file_url', 'get_flash_file_download_urls'],
    ...['get_fileset_id', 'get_fileset_info', 'get_share_link', 'clean_stream_temp_file'],
  ],
  'show what was kept from any chat': ['get_collection_list'],
  'speak to whoever looks': ['send_qzone_msg', 'delete_qzone_msg'],
  'do anything': ['send_packet', '.send_packet', 'send_pb', 'llonebot_debug'],
}

type Name = keyof typeof actionTargets
const names = Object.keys(actionFacts) as Name[]
const known = names.flatMap((name): [Name, TargetRow][] => {
  const row: TargetRow | undefined = targetsOf(name)
  return row ? [[name, row]] : []
})
const paramsOf = (name: Name): readonly string[] => {
  const { params } = actionFacts[name] as { params: readonly { name: string; aliases?: readonly string[] }[] }
  return params.flatMap((each) => [each.name, ...(each.aliases ?? [])])
}

describe('the table of targets', () => {
  it('has a row for each action of the table, or says that it is unknown', () => {
    expect(Object.keys(actionTargets).sort()).toEqual([...names].sort())
    const unknown = names.filter((name) => targetsOf(name) === undefined)
    expect(unknown.sort()).toEqual(Object.values(UNKNOWN).flat().sort())
  })

  it('knows nothing of other names', () => {
    for (const name of ['', 'toString', '__proto__', 'Send_Msg', 'send_msg_async', ' send_msg'])
      expect(targetsOf(name)).toBeUndefined()
  })

  it('names params that the action has, one of each kind at least', () => {
    for (const [name, { user = [], ids = {} }] of known) {
      const params = paramsOf(name)
      for (const param of user) expect(params, name).toContain(param)
      for (const names of Object.values(ids))
        expect(
          names.some((each) => params.includes(each)),
          name,
        ).toBe(true)
    }
  })

  it.each([
    ['group', ['group_id']],
    ['user', ['user_id']],
    ['either', ['group_id', 'user_id']],
    ['typed', ['group_id', 'user_id', 'message_type']],
  ] as const)('of the chat “%s” is for actions with %j', (chat, params) => {
    const rows = known.filter(([, row]) => row.chat === chat)
    expect(rows.length).toBeGreaterThan(0)
    for (const [name] of rows)
      expect([name, paramsOf(name)]).toEqual([name, expect.arrayContaining([...params])])
  })

  it('counts every action with a group_id as one that acts on that group', () => {
    const others = known.filter(
      ([name, { chat }]) => paramsOf(name).includes('group_id') && !/^(?:group|either|typed|any)$/.test(chat),
    )
    // A temporary chat is in a group, too; the avatar is of either. Whatever names a group is judged in any case.
    expect(others.map(([name]) => name).sort()).toEqual(['get_qq_avatar', 'send_private_forward_msg'])
  })

  it('leaves no message_id or flag out where it is all that tells the chat', () => {
    const named = ({ ids = {} }: TargetRow): readonly string[] => Object.values(ids).flat()
    const without = known.filter(([name, row]) => {
      const params = paramsOf(name)
      const isBare = params.includes('message_id') || params.includes('flag')
      return isBare && row.chat !== 'guild' && named(row).length === 0
    })
    // Their chat is named: the id only says where in it to begin. An anonymous member is one of the group.
    expect(without.map(([name]) => name).sort()).toEqual([
      'get_friend_msg_history',
      'get_group_msg_history',
      'set_group_anonymous_ban',
    ])
  })

  it('filters replies that list chats', () => {
    const lists = known.filter(([, { reply }]) => reply !== undefined).map(([name]) => name)
    expect(lists).toEqual(
      expect.arrayContaining([
        'get_group_list',
        'get_friend_list',
        'get_recent_contact',
        'get_group_system_msg',
      ]),
    )
  })

  it('leaves restricted actions to the table of those', () => {
    for (const name of Object.keys(restrictedActions)) expect(Object.keys(actionTargets)).toContain(name)
  })
})
