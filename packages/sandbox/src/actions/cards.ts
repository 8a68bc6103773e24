import type { Turn } from '../turn/turn.js'
import { groupOf, userOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'
import type { Actions } from './action.js'

/** QQ's servers make and sign these cards. The cards of this world look alike and carry the same content. */
const sharing = {
  events: [],
  refuses: ['no_such_group', 'no_such_user'],
  plausible: true,
  run(turn: Turn, { group_id, user_id }: { readonly group_id?: string; readonly user_id?: string }) {
    if (group_id !== undefined) return ofPeer(groupCard(turn, group_id))
    if (user_id !== undefined) return ofPeer(userCard(turn, user_id))
    return refuse('bad_params', 'one of "group_id", "user_id" is needed, found none')
  },
} as const

const groupSharing = {
  events: [],
  refuses: ['no_such_group'],
  plausible: true,
  run: (turn: Turn, { group_id }: { readonly group_id: string }) => groupCard(turn, group_id),
} as const

export const cardHandlers = {
  ArkSharePeer: sharing,
  send_ark_share: sharing,
  ArkShareGroup: groupSharing,
  send_group_ark_share: groupSharing,
  get_mini_app_ark: {
    events: [],
    refuses: [],
    plausible: true,
    run({ world }, { title, desc, picUrl, jumpUrl, iconUrl = '', appId = '' }, self) {
      const host = { uin: self, nick: world.users.get(self)?.nickname ?? '' }
      const shown = { appid: appId, appType: 0, title, desc, icon: iconUrl, preview: picUrl, url: jumpUrl }
      const rest = {
        scene: 1036,
        host,
        shareTemplateId: '',
        shareTemplateData: {},
        showLittleTail: '',
        gamePoints: '',
        gamePointsUrl: '',
        shareOrigin: 0,
      }
      const size = { type: 'normal', width: 0, height: 0, forward: 1, autoSize: 0 }
      const config = { ...size, ctime: Math.floor(world.nowMs / 1000), token: '' }
      const app = {
        ver: '1.0.0.19',
        prompt: `[QQ小程序]${title}`,
        config,
        app: APP,
        view: 'view_8C8E89B49BE609866298ADDFF2DBABA4',
      }
      return {
        data: {
          ...app,
          meta: { detail_1: { ...shown, ...rest } },
          miniappShareOrigin: 0,
          miniappOpenRefer: '',
        },
      }
    },
  },
} as const satisfies Actions

const APP = 'com.tencent.miniapp_01'

const ofPeer = (arkJson: string) => ({ errCode: 0, errMsg: '', arkJson })

const card = (nickname: string, url: string): string =>
  JSON.stringify({ app: 'com.tencent.contact.lua', meta: { contact: { nickname, jumpUrl: url } } })

function groupCard(turn: Turn, group_id: string): string {
  const group = groupOf(turn, group_id)
  return card(group.group_name, `mqqapi://card/show_pslcard?card_type=group&uin=${group.group_id}`)
}

function userCard(turn: Turn, user_id: string): string {
  const user = userOf(turn, user_id)
  return card(user.nickname, `mqqapi://card/show_pslcard?uin=${user.user_id}`)
}
