import type { ActionName } from '@rookery/protocol'
import type { World } from '../../world/world.js'
import { picture } from './picture.fixture.js'
import { type ActionCase, type Given, NOW } from './run-case.fixture.js'

const shared: Given = { self_id: 10000, action: 'upload_flash_file', params: { paths: [picture.file] } }

const idIn = ({ flashSets }: World) => flashSets.first()?.file_set_id ?? ''

const flashCases = (action: ActionName, data: object | null): readonly ActionCase[] => [
  {
    action,
    name: 'finds it by its id',
    media: [picture],
    given: [shared],
    params: (world: World) => ({ file_set_id: idIn(world) }),
    data,
  },
  {
    action,
    name: 'finds it by its link',
    media: [picture],
    given: [shared],
    params: (world: World) => ({ share_link: `https://qfile.qq.com/q/${idIn(world)}` }),
    data,
  },
  {
    action,
    name: 'refuses one that is not there',
    params: { file_set_id: 'none' },
    refusal: 'no_such_file',
  },
]

const WEEK = 604_800

export const flashFilesCases: readonly ActionCase[] = [
  {
    action: 'upload_flash_file',
    name: 'puts files behind a link, for a week',
    media: [picture],
    params: { title: '照片', paths: [picture.file] },
    data: (world: World) => ({
      file_set_id: idIn(world),
      share_link: `https://qfile.qq.com/q/${idIn(world)}`,
      expire_time: NOW + WEEK,
    }),
  },
  {
    action: 'upload_flash_file',
    name: 'refuses a file that is not there',
    params: { paths: ['none.png'] },
    refusal: 'no_such_file',
  },
  ...flashCases('reshare_flash_file', { expire_time: NOW + WEEK }),
  ...flashCases('download_flash_file', null),
  ...flashCases('get_flash_file_info', { total_file_size: picture.size, files: [{ size: picture.size }] }),
  ...flashCases('get_flash_file_download_urls', { files: [{ url: `/${picture.file}` }] }),
]
