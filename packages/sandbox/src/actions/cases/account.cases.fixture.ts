import type { Profile } from '../../world/profile.js'
import { picture } from './picture.fixture.js'
import type { ActionCase } from './run-case.fixture.js'

export const accountCases: readonly ActionCase[] = [
  { action: 'get_login_info', name: 'says who it is', data: { user_id: 10000, nickname: '小企' } },
  {
    action: 'set_qq_profile',
    name: 'says something else of itself',
    params: { nickname: '大企', personal_note: '在读书', sex: 2 },
    data: { result: 0, errMsg: '' },
    after: ({ users }) => {
      const { nickname, longNick, sex } = users.get(10000) ?? {}
      if (nickname !== '大企' || longNick !== '在读书' || sex !== 'female') throw new Error('not changed')
    },
  },
  {
    action: 'set_qq_profile',
    name: 'keeps what is not named',
    profile: 'go-cqhttp',
    params: { personal_note: '在读书' },
    after: ({ users }) => {
      if (users.get(10000)?.nickname !== '小企') throw new Error('the nickname is lost')
    },
  },
  {
    action: 'set_qq_profile',
    name: 'refuses a number that is no sex',
    params: { sex: 7 },
    refusal: 'bad_params',
  },
  {
    action: 'set_qq_avatar',
    name: 'takes another avatar',
    media: [picture],
    params: { file: picture.file },
    data: null,
  },
  {
    action: 'set_qq_avatar',
    name: 'refuses a picture that is not there',
    params: { file: 'none.png' },
    refusal: 'no_such_file',
  },
  {
    action: 'set_online_status',
    name: 'changes nothing that anybody sees',
    params: { status: 10, ext_status: 0, battery_status: 0 },
    data: null,
  },
  {
    action: 'get_online_clients',
    name: 'tells of no other device',
    profile: 'go-cqhttp',
    data: { clients: [] },
  },
  {
    action: '_get_model_show',
    name: 'gives the model that was asked for',
    profile: 'go-cqhttp',
    params: { model: 'Rook 1' },
    data: { variants: [{ model_show: 'Rook 1', need_pay: false }] },
  },
  { action: '_set_model_show', name: 'does nothing', params: { model: 'a', model_show: 'b' }, data: null },
  { action: 'get_guild_list', name: 'tells of no guild', profile: 'go-cqhttp', data: [] },
  {
    action: 'get_guild_service_profile',
    name: 'says who it is',
    profile: 'go-cqhttp',
    data: { nickname: '小企', tiny_id: '10000' },
  },
  {
    action: 'get_cookies',
    name: 'gives cookies that open nothing',
    params: { domain: 'qun.qq.com' },
    data: { cookies: 'uin=o10000; skey=@1qjn4js' },
  },
  { action: 'get_csrf_token', name: 'gives a token that opens nothing' },
  { action: 'get_credentials', name: 'gives both', data: { cookies: 'uin=o10000; skey=@1qjn4js' } },
  {
    action: 'get_rkey',
    name: 'gives a key of each type',
    profile: 'lagrange',
    data: { rkeys: [{ type: 'private' }, { type: 'group' }] },
  },
  { action: 'get_status', name: 'is well', data: { online: true, good: true } },
  {
    action: 'get_version_info',
    name: 'has the name by which bots know NapCat',
    data: { app_name: 'NapCat.Onebot', protocol_version: 'v11' },
  },
  ...[
    ['lagrange', 'Lagrange.OneBot'],
    ['llbot', 'LLOneBot'],
    ['go-cqhttp', 'go-cqhttp'],
  ].map(
    ([profile, app_name]): ActionCase => ({
      action: 'get_version_info',
      name: `has that of ${profile}`,
      profile: profile as Profile,
      data: { app_name },
    }),
  ),
  { action: 'set_restart', name: 'is answered before it is done', params: { delay: 2000 }, data: null },
  { action: 'clean_cache', name: 'has nothing to clean', data: null },
  { action: 'get_robot_uin_range', name: 'gives ranges of numbers' },
]
