import type { ActionName } from '@rookery/protocol'
import type { World } from '../../world/world.js'
import { outsiderCases } from './group-refusals.fixture.js'
import { picture } from './picture.fixture.js'
import type { ActionCase, Given } from './run-case.fixture.js'

const created: Given = {
  self_id: 10000,
  action: 'create_group_album',
  params: { group_id: 30001, name: '春游' },
}

const albumIn = ({ groups }: World) => ({
  group_id: 30001,
  album_id: groups.get(30001)?.albums.first()?.album_id ?? '',
})

const NONE = { album_id: 'none' }

/** An action on an album: done for a member, refused where there is none. */
const albumCases = (action: ActionName, params: object = {}): readonly ActionCase[] => [
  {
    action,
    name: 'finds the album',
    media: [picture],
    given: [created],
    params: (world: World) => ({ ...albumIn(world), ...params }),
  },
  {
    action,
    name: 'refuses an album that is not there',
    params: { group_id: 30001, ...NONE, ...params },
    refusal: 'no_such_folder',
  },
  ...outsiderCases(action, { ...NONE, ...params }),
]

const uploadCases = (action: ActionName, params: object, missing: object): readonly ActionCase[] => [
  ...albumCases(action, params),
  {
    action,
    name: 'refuses a picture that is not there',
    given: [created],
    params: (world: World) => ({ ...albumIn(world), ...params, ...missing }),
    refusal: 'no_such_file',
  },
]

export const groupAlbumsCases: readonly ActionCase[] = [
  {
    action: 'get_group_album_list',
    name: 'lists what was made',
    given: [created],
    params: { group_id: 30001 },
    data: [{ name: '春游', upload_number: '0' }],
  },
  ...outsiderCases('get_group_album_list'),
  {
    action: 'get_qun_album_list',
    name: 'lists what was made',
    given: [created],
    params: { group_id: 30001 },
    data: { album_list: [{ name: '春游' }], has_more: false },
  },
  ...outsiderCases('get_qun_album_list'),
  {
    action: 'create_group_album',
    name: 'makes one',
    params: { group_id: 30001, name: '春游', desc: '四月' },
    data: (world: World) => ({
      album_id: albumIn(world).album_id,
      name: '春游',
      desc: '四月',
      owner: '10000',
    }),
  },
  ...outsiderCases('create_group_album', { name: '春游' }),
  ...albumCases('delete_group_album'),
  {
    action: 'delete_group_album',
    name: 'leaves none behind',
    given: [created],
    params: albumIn,
    data: null,
    after: ({ groups }) => {
      if (groups.get(30001)?.albums.size !== 0) throw new Error('the album is still there')
    },
  },
  ...albumCases('get_group_album_media_list'),
  ...uploadCases('upload_group_album', { files: [picture.file] }, { files: ['none.png'] }),
  ...uploadCases(
    'upload_image_to_qun_album',
    { album_name: '春游', file: picture.file },
    { file: 'none.png' },
  ),
  ...albumCases('del_group_album_media', { lloc: 'a' }),
  ...albumCases('do_group_album_comment', { lloc: 'a', content: '好看' }),
  ...albumCases('set_group_album_media_like', { batch_id: 'a' }),
  ...albumCases('cancel_group_album_media_like', { batch_id: 'a' }),
]
